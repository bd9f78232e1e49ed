import { setTimeout } from "node:timers/promises";
import { type JobWithMetadata, PgBoss } from "pg-boss";
import { roleUrl } from "@/lib/settings/environment";
import { atOnce, givesWayTo, type JobName, type JobPayloads, looksEvery, schedules } from "./job";

/** Which try of a job this is; after the last one nobody calls the verb again, so it must leave its failure as data. */
export interface Attempt {
  number: number;
  last: boolean;
}

/** One verb per job: a name without a verb does not compile. */
export type JobVerbs = { [Name in JobName]: (payload: JobPayloads[Name], attempt: Attempt) => Promise<unknown> };

export interface RunningJobs {
  /** Lets what runs finish, for at most `seconds`, and takes nothing more. */
  stop(seconds: number): Promise<void>;
}

/** Runs jobs as they come, several at once, until it is stopped. `onTrouble` hears of each failed try. */
export async function runJobs(
  verbs: JobVerbs,
  onTrouble: (error: unknown, job?: JobName) => void,
): Promise<RunningJobs> {
  const boss = new PgBoss({
    connectionString: roleUrl("guichet_worker"),
    application_name: "guichet_worker jobs",
    max: 4,
    migrate: false,
    createSchema: false,
    // The role owns no index of the queues, by design.
    reindex: false,
    // A worker that was killed stops its heartbeat: its jobs are taken again within half a minute.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    useListenNotify: true,
    registerInstance: false,
  });
  boss.on("error", (error) => onTrouble(error));
  await boss.start();
  for (const name of Object.keys(verbs) as JobName[]) await takeJobs(boss, name, verbs, onTrouble);
  for (const [name, cron] of Object.entries(schedules)) await boss.schedule(name, cron, {});
  return { stop: (seconds) => boss.stop({ graceful: true, timeout: seconds * 1000 }) };
}

async function takeJobs<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  verbs: JobVerbs,
  onTrouble: (error: unknown, job?: JobName) => void,
) {
  const verb: JobVerbs[Name] = verbs[name];
  const run = async (job: JobWithMetadata<JobPayloads[Name]>) => {
    await letPass(givesWayTo[name]);
    running.set(name, (running.get(name) ?? 0) + 1);
    try {
      await verb(job.data, { number: job.retryCount + 1, last: job.retryCount >= job.retryLimit });
      return { id: job.id, status: "completed" as const };
    } catch (error) {
      onTrouble(error, name);
      return { id: job.id, status: "failed" as const, output: { reason: reasonOf(error) } };
    } finally {
      running.set(name, running.get(name)! - 1);
    }
  };
  const { localConcurrency, batchSize } = atOnce[name];
  const options = {
    includeMetadata: true as const,
    perJobResults: true as const,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 2,
    notifyPollingIntervalSeconds: looksEvery[name] ?? 10,
    localConcurrency,
    batchSize,
  };
  await boss.work<JobPayloads[Name], unknown, typeof options>(name, options, (jobs) => Promise.all(jobs.map(run)));
}

const running = new Map<JobName, number>();
const longestWait = 3_000;

async function letPass(other: JobName | undefined) {
  if (!other) return;
  const until = Date.now() + longestWait;
  while ((running.get(other) ?? 0) > 0 && Date.now() < until) await setTimeout(50);
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
