import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import { createTransport, type SendMailOptions } from "nodemailer";
import { openWorld, type World } from "../world";

export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>;

/** The demonstration world with a worker that runs in this process, and an SMTP client that writes to it. */
export async function openPostOffice({ smtpUrl = "" } = {}) {
  process.env.MAIL_LISTEN = "127.0.0.1:0";
  process.env.SMTP_URL = smtpUrl;
  const world = await openWorld();
  const { runJobs } = await import("@/lib/jobs/run-jobs");
  const { jobVerbs } = await import("@/lib/worker/job-verbs");
  const { startListener } = await import("@/lib/worker/listener");
  const troubles: unknown[] = [];
  const jobs = await runJobs(jobVerbs, (error) => troubles.push(error));
  const listener = await startListener((error) => troubles.push(error));
  const portOf = (address: string | null) => Number(address?.split(":").at(-1));
  const port = portOf(listener.address);

  return {
    world,
    port,
    /** Where LMTP is listened for, when LMTP_LISTEN asks for it. */
    lmtpPort: portOf(listener.lmtpAddress),
    troubles,
    /** Sends a mail as any mail program does, and waits until nothing is left to do. */
    async send(mail: SendMailOptions) {
      const client = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
      const sent = await client.sendMail(mail);
      client.close();
      await allDone(world);
      return sent;
    },
    /** Waits until every mail that came is settled and every mail that leaves has left. */
    allDone: () => allDone(world),
    /** Lets that much time pass for mails that wait (`0` for none): their moments come nearer, and what is due is done. */
    letPass: async (minutes: number) => {
      await letPass(world, minutes);
      await nothingDue(world);
    },
    /** What was sent to an address, the oldest first. */
    outbox: (to: string) => readOutbox(world, to),
    /** How the messages that came ended, the oldest first. */
    incoming: () =>
      everyRow<{ id: string; outcome: string; reason: string | null; ticketId: string | null; fromMail: string }>(
        world,
        `select id, outcome, reason, ticket_id as "ticketId", from_mail as "fromMail" from incoming_mail`,
      ),
    tickets: () =>
      everyRow<{ id: string; reference: string; title: string }>(
        world,
        "select id, reference, title, kind, phase from ticket",
      ),
    /** The rows of the outbox for an address, the oldest first. */
    outgoing: async (to: string) =>
      (
        await everyRow<{
          id: string;
          workspaceId: string;
          kind: string;
          toMail: string;
          state: string;
          lastError: string | null;
          attempts: number;
          nextTryAt: string | null;
          messageId: string | null;
          headerMessageId: string;
        }>(
          world,
          `select id, workspace_id as "workspaceId", kind, to_mail as "toMail", state, last_error as "lastError", attempts,
            next_try_at as "nextTryAt", message_id as "messageId", header_message_id as "headerMessageId" from outgoing_mail`,
        )
      ).filter((row) => row.toMail === to),
    messages: (ticketId: string) =>
      everyRow<{ id: string; body: string; internal: boolean; authorId: string; quoteFrom: number | null }>(
        world,
        `select id, body, internal, author_id as "authorId", quote_from as "quoteFrom" from message where ticket_id = '${ticketId}'`,
      ),
    async close() {
      await listener.stop();
      await jobs.stop(5);
      await world.close();
    },
  };
}

/** Every workspace's rows, read as the worker reads them: one workspace at a time. */
async function everyRow<Row extends { id: string }>(world: World, query: string): Promise<Row[]> {
  const { sql } = await import("drizzle-orm");
  const { PLATFORM_ID, workspaceActor } = await import("@/lib/tenancy/actor");
  const ids = (await world.owner<{ id: string }[]>`select id from workspace`).map(({ id }) => id);
  const rows = new Map<string, Row>();
  for (const id of [PLATFORM_ID, ...ids])
    for (const row of await workspaceActor(id).transaction((tx) => tx.execute(sql.raw(query))))
      rows.set(String(row.id), row as unknown as Row);
  return [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What waits only because it was asked to (ten seconds to take back a message, a next try) is not waited for: its time comes at once. */
async function allDone(world: World) {
  for (;;) {
    const { due, later } = await countJobs(world);
    if (due + later === 0) return;
    if (due === 0) await letPass(world, 7 * 24 * 60);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

async function nothingDue(world: World) {
  while ((await countJobs(world)).due > 0) await new Promise((wake) => setTimeout(wake, 20));
}

async function countJobs(world: World) {
  const [left] = await world.owner<{ due: number; later: number }[]>`
    select count(*) filter (where state = 'active' or start_after <= now())::int as due,
      count(*) filter (where state <> 'active' and start_after > now())::int as later
      from pgboss.job where state in ('created', 'retry', 'active')
        and name in ('handle-incoming-mail', 'deliver-released-mail', 'move-incoming-mail', 'send-outgoing-mail')`;
  return left!;
}

async function letPass(world: World, minutes: number) {
  const { sql } = await import("drizzle-orm");
  const { PLATFORM_ID, workspaceActor } = await import("@/lib/tenancy/actor");
  const { enqueueJob } = await import("@/lib/jobs/enqueue-job");
  const ids = (await world.owner<{ id: string }[]>`select id from workspace`).map(({ id }) => id);
  for (const id of [PLATFORM_ID, ...ids])
    await workspaceActor(id).transaction((tx) =>
      tx.execute(sql`update outgoing_mail set next_try_at = next_try_at - make_interval(mins => ${minutes})
        where workspace_id = ${id} and next_try_at is not null`),
    );
  await world.owner`update pgboss.job set start_after = start_after - make_interval(mins => ${minutes})
    where state in ('created', 'retry') and start_after > now()`;
  // A job that finds nothing to do wakes the worker, which would look again only two seconds later.
  await workspaceActor(PLATFORM_ID).transaction((tx) =>
    enqueueJob(tx, "send-outgoing-mail", { workspaceId: PLATFORM_ID, outgoingMailId: PLATFORM_ID }),
  );
}

async function readOutbox(world: World, to: string): Promise<ParsedMail[]> {
  const folder = join(world.dataFolder, "outbox");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
  const mails = await Promise.all(names.map(async (name) => simpleParser(await readFile(join(folder, name)))));
  return mails.filter((mail) => [mail.to].flat().some((address) => address?.text.includes(to)));
}
