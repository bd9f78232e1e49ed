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
  const at = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" });
  return {
    letter: quarantineAnswer({ subject: received.subject ?? "", at: at.format(received.receivedAt) }),
    ticket: null,
  };
}

async function findReceived(tx: Transaction, id: string) {
  const [received] = await tx
    .select({ subject: incomingMail.subject, receivedAt: incomingMail.receivedAt })
    .from(incomingMail)
    .where(eq(incomingMail.id, id));
  return received ?? null;
}
