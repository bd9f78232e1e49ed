import { outgoingMail } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

/** Tells somebody that an item ends, in the transaction that says so. */
export async function queueItemMail(
  tx: Transaction,
  item: { workspaceId: string; id: string },
  to: { id: string; mail: string },
) {
  const id = newIdentifier();
  await tx.insert(outgoingMail).values({
    ...{ workspaceId: item.workspaceId, id, kind: "item-expiring", accountId: to.id, toMail: to.mail, itemId: item.id },
    headerMessageId: headerMessageIdOf(id),
  });
  await enqueueJob(tx, "send-outgoing-mail", { workspaceId: item.workspaceId, outgoingMailId: id });
}
