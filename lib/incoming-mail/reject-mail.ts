import { z } from "zod";
import { Invalid } from "@/lib/access/refusals";
import { openStoredMail } from "@/lib/mail-reading/open-stored-mail";
import { queueRejectionAnswer } from "@/lib/outgoing-mail/queue-rejection-answer";
import type { Actor } from "@/lib/tenancy/actor";
import { findAutomatism } from "./automatic-mail";
import type { IncomingMail } from "./incoming-mail";
import { lockWaitingMail, setMailAside } from "./mail-decision";

export const RejectMailInput = z.strictObject({
  mail: z.uuid(),
  /** For the journal; the sender does not read it. */
  why: z.string().trim().min(1).max(500),
  /** What the sender is told; absent, he is told nothing. */
  answer: z.string().trim().min(1).max(5_000).optional(),
});

/**
 * Sets a message that waited aside for good, saying why, and answers its sender when an agent wrote something for him; its bytes are
 * kept. Throws NotFound, Forbidden, Invalid (nobody to answer, or a machine) or Conflict.
 */
export async function rejectMail(actor: Actor, input: z.input<typeof RejectMailInput>) {
  const { mail, why, answer } = RejectMailInput.parse(input);
  // Read before the row is locked: it takes a thread, and perhaps seconds.
  if (answer) await ensureAnswerable(await actor.transaction((tx) => lockWaitingMail(tx, mail)));
  return actor.transaction(async (tx) => {
    const row = await lockWaitingMail(tx, mail);
    await setMailAside(tx, row, "rejected", { why, answered: answer !== undefined });
    if (answer) await queueRejectionAnswer(tx, { ...answered(row), answer });
    return { mail: row.id };
  });
}

/** An answer to a machine may start a loop (RFC 3834), and the null path asks for none. */
async function ensureAnswerable(row: IncomingMail) {
  if (!row.fromMail) throw new Invalid("mail-without-sender", "answer");
  const byMachine = await openStoredMail(row, async (mail) => findAutomatism(mail, row.envelopeFrom === "") !== null);
  if (byMachine) throw new Invalid("mail-from-a-machine", "answer");
}

function answered({ workspaceId, id, fromMail }: IncomingMail) {
  return { workspaceId, incomingMailId: id, toMail: fromMail! };
}
