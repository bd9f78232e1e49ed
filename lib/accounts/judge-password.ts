import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as french from "@zxcvbn-ts/language-fr";
import { Invalid } from "@/lib/access/refusals";
import {
  bareWords,
  longestPassword,
  ownWords,
  type PasswordOwner,
  shortestAdministratorPassword,
  shortestPassword,
} from "./password";

/** Throws Invalid with the reason when the password would be guessed: too short, known, made of its owner's words, or weak. */
export function ensurePasswordIsStrong(password: string, owner: PasswordOwner, field = "newPassword") {
  const reason = judgePassword(password, owner);
  if (reason) throw new Invalid(reason.code, field, reason.details);
}

interface Reason {
  code: string;
  details?: Record<string, string | number>;
}

/** Why a password is refused, or null. Pure: the same answer everywhere, whatever the clock. */
export function judgePassword(password: string, owner: PasswordOwner): Reason | null {
  const length = [...password].length;
  const least = owner.platformAdministrator ? shortestAdministratorPassword : shortestPassword;
  if (length < least) return { code: "password-too-short", details: { least, length } };
  if (length > longestPassword) return { code: "password-too-long", details: { most: longestPassword } };
  if (commonPasswords().has(password.toLowerCase())) return { code: "password-common" };
  const bare = bareWords(password).join("");
  const own = ownWords(owner).find((word) => bare.includes(word));
  if (own) return { code: "password-own-word", details: { word: own } };
  const once = repeatedPart(password);
  if ([...once].length < least && once !== password) return { code: "password-repeats" };
  const weakness = findWeakness(once, ownWords(owner));
  return weakness === null ? null : { code: weakness };
}

/** `abcabcab` is `abc` again and again; a text that repeats nothing is itself. */
function repeatedPart(text: string): string {
  for (let period = 1; period <= text.length / 2; period++)
    if (text.startsWith(text.slice(period))) return text.slice(0, period);
  return text;
}

// Past thirty characters the estimate takes seconds and teaches nothing: the stronger of both ends is a floor of the whole.
const estimated = 30;
const enoughGuesses = 10;

function findWeakness(password: string, words: string[]): string | null {
  const estimates = [...new Set([password.slice(0, estimated), password.slice(-estimated)])].map((part) =>
    estimator().check(part, words),
  );
  if (estimates.some((estimate) => estimate.guessesLog10 >= enoughGuesses)) return null;
  const patterns = new Set<string>(estimates[0]!.sequence.map((match) => match.pattern));
  return reasons.find(([pattern]) => patterns.has(pattern))?.[1] ?? "password-weak";
}

const reasons = [
  ["repeat", "password-repeats"],
  ["sequence", "password-sequence"],
  ["wordSequence", "password-sequence"],
  ["spatial", "password-keyboard"],
  ["date", "password-date"],
  ["dictionary", "password-words"],
] as const;

let made: ZxcvbnFactory | undefined;
let known: Set<string> | undefined;

/** Made at first use: half a second and ten megabytes that most processes never need. */
function estimator(): ZxcvbnFactory {
  made ??= new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...french.dictionary, unaccented: unaccentedFrench() },
    graphs: common.adjacencyGraphs,
    maxLength: estimated,
    l33tMaxSubstitutions: 64,
  });
  return made;
}

function commonPasswords(): Set<string> {
  known ??= new Set(common.dictionary["passwords-common"]);
  return known;
}

/** Accents are the first thing that is dropped from a word typed as a password. */
function unaccentedFrench(): string[] {
  const words = [...french.dictionary["commonWords-fr"], ...french.dictionary["wikipedia-fr"]];
  return words
    .map((word) => [word, word.normalize("NFD").replace(/\p{M}/gu, "")] as const)
    .filter(([word, bare]) => word !== bare)
    .map(([, bare]) => bare);
}
