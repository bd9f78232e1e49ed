import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Transaction } from "@/lib/tenancy/actor";
import { poolOf } from "@/lib/tenancy/database";
import type { JobName, JobPayloads } from "./job";

let sender: Promise<PgBoss> | undefined;

/** Puts a job on its queue inside the verb's own transaction: if that rolls back, there is no job. */
export async function enqueueJob<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayloads[Name],
  options: { startAfterSeconds?: number } = {},
) {
  sender ??= startSender();
  const boss = await sender;
  await boss.send(name, payload, {
    db: fromDrizzle(tx, sql),
    ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
  });
}

/** The same for several payloads of one job, in one statement. */
export async function enqueueJobs<Name extends JobName>(tx: Transaction, name: Name, payloads: JobPayloads[Name][]) {
  sender ??= startSender();
  const boss = await sender;
  const jobs = payloads.map((data) => ({ data }));
  await boss.insert(name, jobs, { db: fromDrizzle(tx, sql) });
}

/** Stops what enqueueing started in this process. */
export async function stopSender() {
  const boss = await sender;
  sender = undefined;
  await boss?.stop({ graceful: false });
}

async function startSender() {
  // Only writes rows through the caller's transaction; it neither watches, nor schedules, nor migrates.
  const boss = new PgBoss({
    db: fromDrizzle(poolOf("guichet_web").database, sql),
    supervise: false,
    schedule: false,
    migrate: false,
    useListenNotify: true,
  });
  boss.on("error", () => {});
  try {
    return await boss.start();
  } catch (error) {
    sender = undefined;
    throw error;
  }
}
