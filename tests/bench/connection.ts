import { createTransport } from "nodemailer";
import type postgres from "postgres";
import { runJobs } from "@/lib/jobs/run-jobs";
import { jobVerbs } from "@/lib/worker/job-verbs";
import { startListener } from "@/lib/worker/listener";
import { writer } from "./database";
import { line } from "./measure";

const mails = 500;
const connections = 8;
const text = "Bonjour, le site ne répond plus depuis ce matin et nous ne savons pas pourquoi.\r\n".repeat(118);

/** Mails of 10 KB from the client's connection to the committed ticket: client, listener, jobs and notices all in this one process. */
export async function benchConnection(owner: postgres.Sql) {
  console.log("\nCourrier (10 Ko par message, de la connexion SMTP à la fiche validée)");
  const [project] = await owner<
    { inbound_address: string }[]
  >`select inbound_address from project where key = 'B008P2'`;
  const troubles: unknown[] = [];
  const listener = await startListener((error) => troubles.push(error));
  const jobs = await runJobs(jobVerbs, (error) => troubles.push(error));
  const port = Number(listener.address.split(":").at(-1));
  const client = createTransport({
    ...{ host: "127.0.0.1", port, ignoreTLS: true, pool: true },
    ...{ maxConnections: connections, maxMessages: Number.POSITIVE_INFINITY },
  } as Parameters<typeof createTransport>[0]);
  const run = `${Date.now()}`;
  try {
    const began = performance.now();
    await Promise.all(
      Array.from({ length: mails }, (_, number) =>
        client.sendMail({
          ...{ from: writer, to: project!.inbound_address, text },
          ...{ subject: `Message ${number} du banc`, messageId: `<${run}.${number}@banc.example>` },
        }),
      ),
    );
    const taken = (mails * 1000) / (performance.now() - began);
    const opened = await waitUntilHandled(owner, run);
    const handled = (mails * 1000) / (performance.now() - began);
    line("courriels reçus (« 250 »)", `${taken.toFixed(0)} /s`);
    const budget = `${opened} sur ${mails}, budget 100 /s`;
    line("courriels devenus fiches", `${handled.toFixed(0)} /s`, budget, handled >= 100 && opened === mails);
    if (troubles.length > 0) line("ennuis", `${troubles.length}`, String(troubles[0]));
  } finally {
    client.close();
    await listener.stop();
    await jobs.stop(30);
  }
}

async function waitUntilHandled(owner: postgres.Sql, run: string): Promise<number> {
  for (const until = performance.now() + 120_000; ; ) {
    const [found] = await owner<{ handled: number; opened: number }[]>`
      select count(*)::int as handled, count(*) filter (where outcome = 'opened')::int as opened from incoming_mail
       where message_id like ${`<${run}.%`} and handled_at is not null`;
    if (found!.handled >= mails || performance.now() > until) return found!.opened;
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
