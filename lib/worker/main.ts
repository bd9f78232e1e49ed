import { ensureMailboxOfSettings } from "@/lib/incoming-mail/ensure-mailbox-of-settings";
import { stopSender } from "@/lib/jobs/enqueue-job";
import { runJobs } from "@/lib/jobs/run-jobs";
import { closeRelay } from "@/lib/outgoing-mail/deliver-mail";
import { log } from "@/lib/settings/log";
import { closeDatabase, ensureRoleIsBehindTheWall, poolOf } from "@/lib/tenancy/database";
import { startHeartbeat } from "./heartbeat";
import { jobVerbs } from "./job-verbs";
import { startListener } from "./listener";
import { watchMailboxes } from "./mailbox-watches";

// The worker's process: it runs jobs, takes in mail, and says that it is alive. SIGTERM and SIGINT end it cleanly.
const mostSecondsToStop = 20;

await ensureRoleIsBehindTheWall(poolOf("guichet_worker").database);
await ensureRoleIsBehindTheWall(poolOf("guichet_web").database);
const jobs = await runJobs(jobVerbs, (error, job) => log.warn({ err: error, job }, "a job will be tried again"));
const listener = await startListener((error) => log.error({ err: error }, "mail listener"));
await ensureMailboxOfSettings();
const stopMailboxes = watchMailboxes((error) => log.warn({ err: error }, "mailbox"));
const stopHeartbeat = await startHeartbeat(listener.address, (error) => log.warn({ err: error }, "heartbeat"));
log.info({ listening: listener.address, lmtp: listener.lmtpAddress }, "worker ready");

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());

/** The doors first, so that nothing more is acknowledged; then what runs is let finish. */
async function stop() {
  if (stopping) return;
  stopping = true;
  stopHeartbeat();
  await Promise.all([listener.stop(), stopMailboxes()]);
  await jobs.stop(mostSecondsToStop);
  await stopSender();
  closeRelay();
  await closeDatabase();
  process.exit(0);
}
