import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type postgres from "postgres";
import { runJobs } from "@/lib/jobs/run-jobs";
import { jobVerbs } from "@/lib/worker/job-verbs";
import { startListener } from "@/lib/worker/listener";
import { perWork, startCpuClock } from "./cpu-clock";
import { writers } from "./database";
import { line } from "./measure";
import type { Sending } from "./send-mails";

const mails = 500;
const warming = 100;

/** Mails of 10 KB from a client's connection to the committed ticket: listener, jobs and notices all in this one process. */
export async function benchConnection(owner: postgres.Sql) {
  console.log("\nCourrier (10 Ko par message, de la connexion SMTP à la fiche validée)");
  const [project] = await owner<
    { inbound_address: string }[]
  >`select inbound_address from project where key = 'B008P2'`;
  const troubles: unknown[] = [];
  const listener = await startListener((error) => troubles.push(error));
  const jobs = await runJobs(jobVerbs, (error) => troubles.push(error));
  const port = Number(listener.address.split(":").at(-1));
  const to = project!.inbound_address;
  const run = `${Date.now()}`;
  try {
    await sendMails({ port, to, mails: warming, run: `${run}.w` });
    await waitUntilHandled(owner, `${run}.w`, warming);
    const spent = await startCpuClock(owner);
    const began = performance.now();
    await sendMails({ port, to, mails, run: `${run}.m` });
    const taken = (mails * 1000) / (performance.now() - began);
    const { opened, last } = await waitUntilHandled(owner, `${run}.m`, mails);
    const handled = (mails * 1000) / (last - performance.timeOrigin - began);
    const cost = perWork(spent(), mails);
    line("courriels reçus (« 250 »)", `${taken.toFixed(0)} /s`);
    const budget = `${opened} sur ${mails}, budget 100 /s`;
    line("courriels devenus fiches", `${handled.toFixed(0)} /s`, budget, handled >= 100 && opened === mails);
    line("processeur par courriel (Node + PostgreSQL)", cost, "sans le client");
    if (troubles.length > 0) line("ennuis", `${troubles.length}`, String(troubles[0]));
  } finally {
    await listener.stop();
    await jobs.stop(30);
  }
}

/** By a process of its own, whose work is not counted. */
async function sendMails(sending: Omit<Sending, "writers">) {
  const client = fork(new URL("./send-mails.ts", import.meta.url));
  client.send({ ...sending, writers } satisfies Sending);
  const [code] = await once(client, "exit");
  if (code !== 0) throw new Error("The client could not send its mails.");
}

/** How many opened a ticket, and when the last one of all was handled, in milliseconds; asked seldom, for asking costs too. */
async function waitUntilHandled(owner: postgres.Sql, run: string, count: number) {
  for (const until = performance.now() + 120_000; ; ) {
    await setTimeout(200);
    const [found] = await owner<{ handled: number; opened: number; last: number }[]>`
      select count(*)::int as handled, count(*) filter (where outcome = 'opened')::int as opened,
          extract(epoch from max(handled_at))::float8 * 1000 as last
        from incoming_mail where message_id >= ${`<${run}.`} and message_id < ${`<${run}/`} and handled_at is not null`;
    if (found!.handled >= count || performance.now() > until) return found!;
  }
}
