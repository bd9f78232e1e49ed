import { and, eq, ne } from "drizzle-orm";
import { account, depositWatch, outgoingMail } from "@/db/schema";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

interface Deposited {
  workspaceId: string;
  projectId: string;
  id: string;
  depositedBy: string;
}

/** Tells a deposit to whoever watches its project, but not to its depositor; each letter is written with its reader's rights. */
export async function queueDepositMails(
  tx: Transaction,
  { workspaceId, projectId, id: packageId, depositedBy }: Deposited,
) {
  const readers = await tx
    .select({ accountId: account.id, toMail: account.mail })
    .from(depositWatch)
    .innerJoin(account, eq(account.id, depositWatch.accountId))
    .where(and(eq(depositWatch.projectId, projectId), ne(depositWatch.accountId, depositedBy)));
  if (readers.length === 0) return;
  const mails = readers.map(({ accountId, toMail }) => {
    const id = newIdentifier();
    const facts = { workspaceId, id, kind: "package-deposited", accountId, toMail, packageId };
    return { ...facts, headerMessageId: headerMessageIdOf(id) };
  });
  await tx.insert(outgoingMail).values(mails);
  await enqueueJobs(
    tx,
    "send-outgoing-mail",
    mails.map(({ id }) => ({ workspaceId, outgoingMailId: id })),
  );
}
