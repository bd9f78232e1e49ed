import { outgoingMail } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

/** What an agent answers to the sender of a message that he set aside. */
export async function queueRejectionAnswer(
  tx: Transaction,
  answered: { workspaceId: string; incomingMailId: string; toMail: string; answer: string },
) {
  const id = newIdentifier();
  await tx
    .insert(outgoingMail)
    .values({ ...answered, id, kind: "rejection-answer", headerMessageId: headerMessageIdOf(id) });
  await enqueueJob(tx, "send-outgoing-mail", { workspaceId: answered.workspaceId, outgoingMailId: id });
}
