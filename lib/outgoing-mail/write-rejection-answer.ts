import { eq } from "drizzle-orm";
import { incomingMail, workspace } from "@/db/schema";
import { rejectionAnswer } from "@/emails/rejection-answer";
import { workspaceActor } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import type { Writing } from "./writing";

/** Gives a sender what an agent wrote to him; it quotes nothing but the subject that he wrote himself. */
export async function writeRejectionAnswer(mail: OutgoingMail): Promise<Writing> {
  const [received] = await workspaceActor(mail.workspaceId).transaction((tx) =>
    tx
      .select({ subject: incomingMail.subject, at: incomingMail.receivedAt, place: workspace.name })
      .from(incomingMail)
      .leftJoin(workspace, eq(workspace.id, incomingMail.workspaceId))
      .where(eq(incomingMail.id, mail.incomingMailId!)),
  );
  if (!received || !mail.answer) return { withheld: "nothing-to-say" };
  const subject = (received.subject ?? "").replace(/^(?:\s*re\s{0,3}:)+\s*/i, "");
  const { at, place } = received;
  return { letter: rejectionAnswer({ subject, at, place, answer: mail.answer }), ticket: null };
}
