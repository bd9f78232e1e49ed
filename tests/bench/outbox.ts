import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import type postgres from "postgres";
import { receiveMail } from "@/lib/incoming-mail/receive-mail";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import { runJobs } from "@/lib/jobs/run-jobs";
import { closeRelay } from "@/lib/outgoing-mail/deliver-mail";
import { getSettings, setDatabaseUrl } from "@/lib/settings/environment";
import { personActor, workspaceActor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { openTicket } from "@/lib/tickets/open-ticket";
import { jobVerbs } from "@/lib/worker/job-verbs";
import { writer } from "./database";
import { mailOf } from "./intake";
import { line, percentile, timesLine } from "./measure";

const notices = 10_000;

/** Ten thousand notices that leave for a mail server of this machine, and mails that come in meanwhile: one worker does both. */
export async function benchOutbox(owner: postgres.Sql) {
  console.log(`\nEnvois (${notices} avis en file, un travailleur, un serveur de courrier local)`);
  const sink = await startSink();
  process.env.SMTP_URL = `smtp://127.0.0.1:${sink.port}`;
  setDatabaseUrl(getSettings().databaseUrl!);
  const place = await findPlace(owner);
  const jobs = await runJobs(jobVerbs, () => {});
  try {
    timesLine("courriel reçu → fiche, file vide", await intake(place, 20));
    await queue(place);
    const began = performance.now();
    const drained = untilDrained(owner);
    const times: number[] = [];
    while (!drained.done) times.push(...(await intake(place, 5)));
    const seconds = (performance.now() - began) / 1000;
    line("avis envoyés", `${(notices / seconds).toFixed(0)} /s`, `${sink.taken()} reçus, en ${seconds.toFixed(0)} s`);
    const slowest = percentile(times, 0.95);
    line(
      "courriel reçu → fiche, pendant les envois (p95)",
      `${slowest.toFixed(0)} ms`,
      `${times.length} courriels, budget 2 000 ms`,
      slowest <= 2_000 && sink.taken() >= notices,
    );
  } finally {
    await jobs.stop(10);
    closeRelay();
    sink.close();
    delete process.env.SMTP_URL;
    setDatabaseUrl(getSettings().databaseUrl!);
  }
}

type Place = { accountId: string; workspaceId: string; inboundAddress: string };

async function findPlace(owner: postgres.Sql): Promise<Place> {
  const [found] = await owner<Place[]>`
    select a.id as "accountId", p.workspace_id as "workspaceId", p.inbound_address as "inboundAddress"
      from account a, project p where a.mail = ${writer} and p.key = 'B008P1'`;
  return found!;
}

/** Rows and jobs as `queueNotices` writes them, for one reader of one ticket: what is measured is what leaves. */
async function queue({ accountId, workspaceId }: Place) {
  const { outgoingMail } = await import("@/db/schema");
  const ticket = await openTicket(personActor(accountId, "api"), {
    project: "B008P1",
    title: "Dix mille avis",
    message: "Bonjour",
  });
  const [message] = await workspaceActor(workspaceId).transaction(async (tx) => {
    const { sql } = await import("drizzle-orm");
    return tx.execute<{ id: string }>(sql`select id from message where ticket_id = ${ticket.id}`);
  });
  for (let done = 0; done < notices; done += 1_000)
    await workspaceActor(workspaceId).transaction(async (tx) => {
      const rows = Array.from({ length: 1_000 }, () => {
        const id = newIdentifier();
        const about = { ticketId: ticket.id, messageId: message!.id, kind: "message-added", accountId, toMail: writer };
        return { ...about, workspaceId, id, headerMessageId: `<${id}@bench.example>` };
      });
      await tx.insert(outgoingMail).values(rows);
      await enqueueJobs(
        tx,
        "send-outgoing-mail",
        rows.map(({ id }) => ({ workspaceId, outgoingMailId: id })),
      );
    });
}

/** Milliseconds from the durable receipt of each mail to its ticket, one mail every fifth of a second, handled by the queue. */
async function intake({ workspaceId, inboundAddress }: Place, count: number): Promise<number[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    const { id } = await receiveMail({
      ...{ raw: mailOf(randomUUID(), number, inboundAddress), door: "smtp", peer: "127.0.0.1", peerTrusted: true },
      ...{ envelopeFrom: writer, envelopeTo: [inboundAddress] },
    });
    ids.push(id);
    await setTimeout(200);
  }
  return Promise.all(ids.map((id) => untilHandled(workspaceId, id)));
}

async function untilHandled(workspaceId: string, id: string): Promise<number> {
  const { sql } = await import("drizzle-orm");
  for (;;) {
    const [row] = await workspaceActor(workspaceId).transaction((tx) =>
      tx.execute<{ took: number | null }>(sql`
        select extract(epoch from handled_at - received_at)::float8 * 1000 as took from incoming_mail where id = ${id}`),
    );
    if (row?.took != null) return row.took;
    await setTimeout(100);
  }
}

function untilDrained(owner: postgres.Sql): { done: boolean } {
  const state = { done: false };
  const look = async () => {
    for (;;) {
      const [left] = await owner<{ jobs: number }[]>`select count(*)::int as jobs from pgboss.job
        where name = 'send-outgoing-mail' and state in ('created', 'retry', 'active') and data ->> 'workspaceId' is not null`;
      if (left!.jobs === 0) break;
      await setTimeout(500);
    }
    state.done = true;
  };
  void look();
  return state;
}

/** A mail server that takes everything and keeps nothing. */
async function startSink() {
  let taken = 0;
  const server = createServer((socket) => {
    let kept = "";
    let inData = false;
    socket.on("error", () => {}).write("220 sink\r\n");
    socket.on("data", (bytes) => {
      kept += bytes.toString("latin1");
      for (;;) {
        const end = kept.indexOf(inData ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const part = kept.slice(0, end);
        kept = kept.slice(end + (inData ? 5 : 2));
        if (inData) taken += 1;
        inData = !inData && /^DATA/i.test(part);
        socket.write(inData ? "354 go on\r\n" : "250 ok\r\n");
      }
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, taken: () => taken, close: () => server.close() };
}
