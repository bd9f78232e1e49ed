import { sql } from "drizzle-orm";
import { type Db, fromDrizzle, PgBoss } from "pg-boss";
import type { TransactionSql } from "postgres";
import { connect } from "@/db/connect";
import { roleUrl } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import type { JobName, JobPayloads } from "./job";

interface Sender {
  boss: PgBoss;
  connection: ReturnType<typeof connect>["connection"];
}

let sender: Promise<Sender> | undefined;

/** Puts a job on its queue inside the verb's own transaction: if that rolls back, there is no job. */
export async function enqueueJob<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayloads[Name],
  options: { startAfterSeconds?: number } = {},
) {
  sender ??= startSender();
  const { boss } = await sender;
  await boss.send(name, payload, {
    db: withinTransaction(tx),
    ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
  });
}

/** The same for several payloads of one job, in one statement. */
export async function enqueueJobs<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payloads: JobPayloads[Name][],
  options: { startAfterSeconds?: number } = {},
) {
  if (payloads.length === 0) return;
  sender ??= startSender();
  const { boss } = await sender;
  const startAfter = options.startAfterSeconds || undefined;
  const jobs = payloads.map((data) => ({ data, startAfter }));
  await boss.insert(name, jobs, { db: withinTransaction(tx) });
}

/** The statements of pg-boss, as they are, on the transaction's own connection: the library's adapter would take each apart first. */
function withinTransaction(tx: Transaction): Db {
  const { client } = (tx as unknown as { session: { client: TransactionSql } }).session;
  return { executeSql: async (text, values = []) => ({ rows: [...(await client.unsafe(text, values as never[]))] }) };
}

/** Stops what enqueueing started in this process. */
export async function stopSender() {
  const started = await sender;
  sender = undefined;
  await started?.boss.stop({ graceful: false });
  await started?.connection.end({ timeout: 5 });
}

/**
 * Its connection is its own: it starts inside somebody's transaction, and when every connection of the pool is one of those
 * who wait for that transaction's locks, a connection of the pool would never come.
 */
async function startSender(): Promise<Sender> {
  const { connection, database } = connect(roleUrl("guichet_web"), { max: 1, name: "guichet_web jobs" });
  // Only writes rows through the caller's transaction; it neither watches, nor schedules, nor migrates.
  const boss = new PgBoss({
    db: fromDrizzle(database, sql),
    supervise: false,
    schedule: false,
    migrate: false,
    registerInstance: false,
    useListenNotify: true,
  });
  boss.on("error", () => {});
  try {
    await boss.start();
    return { boss, connection };
  } catch (error) {
    sender = undefined;
    await connection.end({ timeout: 5 });
    throw error;
  }
}
