import { z } from "zod";
import { authorizePlatform } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { AccountLocale, PersonName } from "./account";
import { ensureAccount } from "./ensure-account";
import { type InvitedLine, mostInvitedLines, readInvitedLines } from "./invitation";

export const InviteAccountsInput = z.strictObject({
  /** One person a line: see readInvitedLines. */
  people: z.string().max(200_000),
  locale: AccountLocale.default("fr"),
});

/** What became of one line. */
export interface InvitedOutcome {
  line: number;
  text: string;
  mail: string | null;
  outcome: "invited" | "known" | "no-address" | "bad-address" | "bad-name" | "twice";
}

/**
 * Creates an account for each person of a pasted list and sends the invitations; a line at fault stops no other.
 * For platform administrators. Throws Forbidden or Invalid (empty, too long).
 */
export async function inviteAccounts(actor: Actor, input: z.input<typeof InviteAccountsInput>) {
  const { people, locale } = InviteAccountsInput.parse(input);
  await actor.transaction(async (tx) => authorizePlatform(await getRights(tx)));
  const lines = readInvitedLines(people);
  if (lines.length === 0) throw new Invalid("required", "people");
  if (lines.length > mostInvitedLines) throw new Invalid("too-many-lines", "people", { most: mostInvitedLines });
  const outcomes: InvitedOutcome[] = [];
  // One transaction each: what a line did stands whatever happens to the next one.
  for (const line of lines) outcomes.push(await actor.transaction((tx) => inviteLine(tx, line, locale)));
  return outcomes;
}

async function inviteLine(tx: Transaction, line: InvitedLine, locale: "fr" | "en"): Promise<InvitedOutcome> {
  const { text } = line;
  if ("fault" in line) return { line: line.line, text, mail: null, outcome: line.fault };
  const name = PersonName.safeParse(line.name);
  if (!name.success) return { line: line.line, text, mail: line.mail, outcome: "bad-name" };
  authorizePlatform(await getRights(tx));
  const { created } = await ensureAccount(tx, { mail: line.mail, name: name.data, locale });
  return { line: line.line, text, mail: line.mail, outcome: created ? "invited" : "known" };
}
