import { eq } from "drizzle-orm";
import { account, outgoingMail } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

/** Tells the asking person what became of his export, in the transaction that says so. */
export async function queueExportMail(tx: Transaction, exportId: string) {
  const accountId = tx.asking.accountId!;
  const [owner] = await tx.select({ mail: account.mail }).from(account).where(eq(account.id, accountId));
  if (!owner) return;
  const id = newIdentifier();
  await tx.insert(outgoingMail).values({
    ...{ workspaceId: PLATFORM_ID, id, kind: "export-settled", accountId, toMail: owner.mail, exportId },
    headerMessageId: headerMessageIdOf(id),
  });
  await enqueueJob(tx, "send-outgoing-mail", { workspaceId: PLATFORM_ID, outgoingMailId: id });
}
