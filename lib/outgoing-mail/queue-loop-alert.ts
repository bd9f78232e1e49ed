import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { account, outgoingMail } from "@/db/schema";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { PLATFORM_ID, workspaceActor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

/** Tells the platform's administrators that a mail was withheld to end a loop: one letter an hour, however many loops there are. */
export async function queueLoopAlert() {
  await workspaceActor(PLATFORM_ID).transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('loop alert'))`);
    const lately = and(eq(outgoingMail.kind, "loop-alert"), gt(outgoingMail.createdAt, sql`now() - interval '1 hour'`));
    const [sent] = await tx.select({ id: outgoingMail.id }).from(outgoingMail).where(lately).limit(1);
    if (sent) return;
    const administrators = await tx
      .select({ accountId: account.id, toMail: account.mail })
      .from(account)
      .where(and(isNotNull(account.platformAdministratorSince), isNull(account.suspendedAt)));
    if (administrators.length === 0) return;
    const rows = administrators.map((administrator) => {
      const id = newIdentifier();
      const own = { id, workspaceId: PLATFORM_ID, kind: "loop-alert", headerMessageId: headerMessageIdOf(id) };
      return { ...own, ...administrator };
    });
    await tx.insert(outgoingMail).values(rows);
    await enqueueJobs(
      tx,
      "send-outgoing-mail",
      rows.map(({ workspaceId, id }) => ({ workspaceId, outgoingMailId: id })),
    );
  });
}
