import { z } from "zod";

/** In characters (Unicode code points); there is no rule of classes and no forced change. */
export const shortestPassword = 12;
export const shortestAdministratorPassword = 14;
export const longestPassword = 256;

/** A password typed to prove who one is: whatever its length, it is wrong rather than malformed. */
export const TypedPassword = z.string();

/** A password that somebody chooses; judgePassword says whether it is strong enough. */
export const ChosenPassword = z.string().refine((text) => text.isWellFormed(), { params: { code: "invalid" } });

/** What a password may not be made of: the words that an attacker who knows the person would try first. */
export interface PasswordOwner {
  name: string;
  mail: string;
  platformAdministrator?: boolean;
  /** Names of the workspaces and of what else is near to the person. */
  surroundings?: string[];
}

/** Lower case, without accents or anything that is neither letter nor figure. */
export function bareWords(text: string): string[] {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** The words that nobody needs to guess: four letters or more of one's own, five or more of one's surroundings. */
export function ownWords({ name, mail, surroundings = [] }: PasswordOwner): string[] {
  const [local = "", domain = ""] = mail.split("@");
  const host = domain.split(".").slice(0, -1).join(" ");
  const near = ["guichet", name, local].flatMap(bareWords).filter((word) => word.length >= 4);
  const around = [host, ...surroundings].flatMap(bareWords).filter((word) => word.length >= 5);
  return [...new Set([...near, ...around])];
}
