import { outgoingMail } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { getSettings } from "@/lib/settings/environment";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";

/** What is written to somebody about his own account; each has its template. */
export type AccountMailKind = "invitation" | "password-reset" | "password-changed";

/** Writes one outbox row of the platform's own, in the transaction of its cause. A link's token is derived when the mail leaves. */
export async function queueAccountMail(
  tx: Transaction,
  mail: { kind: AccountMailKind; accountId: string; toMail: string; linkId?: string },
) {
  const id = newIdentifier();
  const headerMessageId = `<${id}@${getSettings().mailDomain}>`;
  await tx.insert(outgoingMail).values({ ...mail, workspaceId: PLATFORM_ID, id, headerMessageId });
  await enqueueJob(tx, "send-outgoing-mail", { workspaceId: PLATFORM_ID, outgoingMailId: id });
}
