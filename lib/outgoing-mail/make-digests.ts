import { sql } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { askAsWorker, PLATFORM_ID, workspaceActor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { digestMoment } from "./digest-moment";
import { headerMessageIdOf } from "./outgoing-mail";

/** Makes one mail for each person whose hour has come since something began to wait for it. `at` is the database's now when absent. */
export async function makeDigests(at?: Date) {
  let made = 0;
  for (const person of await listWaiting()) {
    const until = digestMoment(at ?? new Date(person.now), person.timeZone, person.hour);
    if (new Date(person.since) <= until && (await makeDigest(person, until))) made += 1;
  }
  return { made };
}

type Waiting = { accountId: string; mail: string; timeZone: string; hour: number; since: string; now: string };

function listWaiting(): Promise<Waiting[]> {
  return askAsWorker<Waiting>(sql`
    select a.id as "accountId", a.mail, a.time_zone as "timeZone", a.digest_hour as hour, w.since, now() as now
      from find_waiting_digests() w join account a on a.id = w.account_id where a.suspended_at is null order by a.id`);
}

/**
 * Ties what waits to a new mail, in the transaction that queues it: a crash leaves either both or neither, and another worker finds
 * nothing left to tie.
 */
async function makeDigest({ accountId, mail }: Waiting, until: Date): Promise<boolean> {
  return workspaceActor(PLATFORM_ID).transaction(async (tx) => {
    const id = newIdentifier();
    const [gathered] = await tx.execute<{ rows: number }>(
      sql`select gather_digest(${id}, ${accountId}, ${until.toISOString()}::timestamptz) as rows`,
    );
    if (!gathered?.rows) return false;
    await tx.insert(outgoingMail).values({
      ...{ workspaceId: PLATFORM_ID, id, kind: "digest", accountId, toMail: mail },
      headerMessageId: headerMessageIdOf(id),
    });
    await enqueueJob(tx, "send-outgoing-mail", { workspaceId: PLATFORM_ID, outgoingMailId: id });
    return true;
  });
}
