import { sql } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { headerMessageIdOf } from "./outgoing-mail";

/** However many strangers write: more than that is a flood, and answers would make it another one. */
const mostAnHour = 60;

/** Tells a sender that his message waits, once a day at most whatever he sends; seen beside that message. */
export async function queueQuarantineAnswer(
  tx: Transaction,
  answered: { workspaceId: string; incomingMailId: string; toMail: string },
) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('quarantine answers'))`);
  const [counted] = await tx.execute<{ today: number; thisHour: number }>(
    sql`select to_address_today::int as today, to_all_this_hour::int as "thisHour"
      from count_quarantine_answers(${answered.toMail})`,
  );
  if (counted!.today > 0 || counted!.thisHour >= mostAnHour) return;
  const id = newIdentifier();
  await tx
    .insert(outgoingMail)
    .values({ ...answered, id, kind: "quarantine-answer", headerMessageId: headerMessageIdOf(id) });
  await enqueueJob(tx, "send-outgoing-mail", { workspaceId: answered.workspaceId, outgoingMailId: id });
}
