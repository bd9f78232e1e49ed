import { and, count, eq, gt, sql } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

/** However many strangers write: more than that is a flood, and answers would make it another one. */
const mostAnHour = 60;

/** Tells a sender that his message waits, once a day at most whatever he sends. A row of the platform's own. */
export async function queueQuarantineAnswer(toMail: string, incomingMailId: string) {
  await workspaceActor(PLATFORM_ID).transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('quarantine answers'))`);
    if ((await countAnswers(tx, "1 day", toMail)) > 0 || (await countAnswers(tx, "1 hour")) >= mostAnHour) return;
    const id = newIdentifier();
    await tx.insert(outgoingMail).values({
      workspaceId: PLATFORM_ID,
      id,
      kind: "quarantine-answer",
      toMail,
      incomingMailId,
      headerMessageId: headerMessageIdOf(id),
    });
    await enqueueJob(tx, "send-outgoing-mail", { workspaceId: PLATFORM_ID, outgoingMailId: id });
  });
}

async function countAnswers(tx: Transaction, since: "1 day" | "1 hour", toMail?: string): Promise<number> {
  const [found] = await tx
    .select({ answers: count() })
    .from(outgoingMail)
    .where(
      and(
        eq(outgoingMail.kind, "quarantine-answer"),
        gt(outgoingMail.createdAt, sql`now() - ${since}::interval`),
        toMail ? eq(outgoingMail.toMail, toMail) : undefined,
      ),
    );
  return found!.answers;
}
