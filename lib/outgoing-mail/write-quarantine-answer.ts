import { eq } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import { quarantineAnswer } from "@/emails/quarantine-answer";
import { type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import type { Writing } from "./writing";

/** Answers a sender whom nobody knows; it quotes nothing but the subject that he wrote. */
export async function writeQuarantineAnswer(mail: OutgoingMail): Promise<Writing> {
  const received = await workspaceActor(mail.workspaceId).transaction((tx) => findReceived(tx, mail.incomingMailId!));
  if (!received) return { withheld: "nothing-to-say" };
  const subject = withoutAnswerMarks(received.subject ?? "");
  const letter = quarantineAnswer({ subject, at: received.receivedAt, known: received.accountId !== null });
  return { letter, ticket: null };
}

function withoutAnswerMarks(subject: string): string {
  return subject.replace(/^(?:\s*re\s{0,3}:)+\s*/i, "");
}

async function findReceived(tx: Transaction, id: string) {
  const [received] = await tx
    .select({ subject: incomingMail.subject, receivedAt: incomingMail.receivedAt, accountId: incomingMail.accountId })
    .from(incomingMail)
    .where(eq(incomingMail.id, id));
  return received ?? null;
}
