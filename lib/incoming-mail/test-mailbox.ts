import { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { ImapSession, troubleOf } from "./imap-session";
import type { MailboxTrouble } from "./mailbox";
import { getMailboxReach } from "./mailbox-queries";

export const TestMailboxInput = z.strictObject({ mailbox: z.string() });

export type MailboxTest = { ok: true } | { ok: false; trouble: MailboxTrouble; said: string };

const patience = 25_000;

/** Reaches a mailbox as the worker does, takes nothing, and says what is in the way, if anything. Throws Forbidden or NotFound. */
export async function testMailbox(actor: Actor, input: z.input<typeof TestMailboxInput>): Promise<MailboxTest> {
  const { mailbox: id } = TestMailboxInput.parse(input);
  const mailbox = await actor.transaction((tx) => getMailboxReach(tx, id));
  try {
    const session = await ImapSession.open(mailbox, AbortSignal.timeout(patience));
    await session.close();
    return { ok: true };
  } catch (error) {
    const { code, said = "" } = troubleOf(error) ?? { code: "unexpected" as const };
    return { ok: false, trouble: code, said };
  }
}
