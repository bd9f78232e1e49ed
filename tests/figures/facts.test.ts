import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openWorld, type World } from "../world";

vi.setConfig({ testTimeout: 120_000 });

let world: World;
let verbs: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  ...(await import("@/lib/tickets/open-ticket")),
  ...(await import("@/lib/tickets/reply-to-ticket")),
  ...(await import("@/lib/tickets/reopen-ticket")),
  ...(await import("@/lib/tickets/cancel-ticket")),
  ...(await import("@/lib/tickets/confirm-resolution")),
  ...(await import("@/lib/tickets/change-ticket")),
  ...(await import("@/lib/tickets/take-message-back")),
  ...(await import("@/lib/tickets/ticket-queries")),
});

beforeAll(async () => {
  world = await openWorld();
  verbs = await load();
});
afterAll(() => world?.close());

const nadia = () => world.actor("nadia@titulaire.example");
const ines = () => world.actor("ines@culture.example");

/** What somebody may do next to a ticket; what its process refuses does nothing. */
const deeds = {
  answers: (ticket: string) => verbs.replyToTicket(nadia(), { ticket, text: "Nous regardons." }),
  asks: (ticket: string) =>
    verbs.replyToTicket(nadia(), { ticket, text: "Depuis quand ?", status: "waiting-requester" }),
  hands: (ticket: string) =>
    verbs.replyToTicket(nadia(), { ticket, text: "Chez l’hébergeur.", status: "waiting-third-party" }),
  replies: (ticket: string) => verbs.replyToTicket(ines(), { ticket, text: "Depuis ce matin." }),
  resolves: (ticket: string) => verbs.replyToTicket(nadia(), { ticket, text: "C’est réparé.", status: "resolved" }),
  confirms: (ticket: string) => verbs.confirmResolution(ines(), { ticket }),
  reopens: (ticket: string) => verbs.reopenTicket(ines(), { ticket, text: "Cela recommence." }),
  cancels: (ticket: string) => verbs.cancelTicket(ines(), { ticket }),
  waits: () => new Promise((done) => setTimeout(done, 60)),
};
type Deed = keyof typeof deeds;

async function live(story: Deed[]): Promise<string> {
  const { reference } = await verbs.openTicket(ines(), { project: "PORTAIL", title: "Une vie", message: "Bonjour." });
  for (const deed of story) await Promise.resolve(deeds[deed](reference)).catch(() => {});
  return reference;
}

interface Told {
  reopenings: { resolved: boolean; closed: boolean }[];
  waitedMs: number;
  waiting: boolean;
}

/** As a job of the workspace, for which row security hides none of its rows. */
async function rows<Row extends Record<string, unknown>>(query: SQL): Promise<Row[]> {
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  return workspaceActor(world.workspace("culture").id).transaction(
    async (tx) => (await tx.execute<Row>(query)) as unknown as Row[],
  );
}

/** What the journal tells of a ticket's statuses, line after line. */
async function toldByJournal(reference: string): Promise<Told> {
  const lines = await rows<{ at: number; status: [string, string] | null }>(sql`
    select extract(epoch from e.at)::float8 * 1000 as at, e.payload -> 'status' as status
    from event e join ticket t on t.id = e.ticket_id where t.reference = ${reference} order by e.sequence`);
  const told: Told = { reopenings: [], waitedMs: 0, waiting: false };
  let rest = { resolved: false, closed: false };
  let since: number | null = null;
  for (const { at, status } of lines) {
    if (!Array.isArray(status) || status[0] === status[1]) continue;
    const [, to] = status;
    if (since !== null) told.waitedMs += at - since;
    since = to === "waiting-requester" ? at : null;
    const ended = to === "resolved" || to === "closed" || to === "cancelled";
    if (ended) rest = { resolved: rest.resolved || to === "resolved", closed: to !== "resolved" };
    else if (rest.resolved || rest.closed) {
      told.reopenings.push(rest);
      rest = { resolved: false, closed: false };
    }
  }
  return { ...told, waiting: since !== null };
}

async function kept(reference: string) {
  const [row] = await rows<{
    waited: number;
    since: string | null;
    answered: string | null;
    before: number | null;
  }>(sql`
    select waited_ms::int as waited, waiting_since as since, first_answered_at as answered, answer_waited_ms::int as before
    from ticket where reference = ${reference}`);
  const reopenings = await rows<{ resolved: boolean; closed: boolean }>(sql`
    select r.resolved_at is not null as resolved, r.closed_at is not null as closed from ticket_reopening r
    join ticket t on t.id = r.ticket_id where t.reference = ${reference} order by r.reopened_at, r.id`);
  return { ...row!, reopenings };
}

const usual: Deed[] = ["answers", "asks", "waits", "replies", "resolves", "reopens", "resolves", "confirms"];
const twice: Deed[] = [
  "asks",
  "waits",
  "hands",
  "waits",
  "asks",
  "waits",
  "resolves",
  "replies",
  "resolves",
  "replies",
];

test("whatever happens to a ticket, its reopenings and its waits are those that the journal tells", async () => {
  let reopened = 0;
  let waited = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...(Object.keys(deeds) as Deed[])), { maxLength: 12 }), async (story) => {
      const reference = await live(story);
      const [told, row] = [await toldByJournal(reference), await kept(reference)];
      expect(row.reopenings).toEqual(told.reopenings);
      expect(row.since !== null).toBe(told.waiting);
      // A line is written a moment after its transaction began, which is what the row holds.
      expect(Math.abs(row.waited - told.waitedMs)).toBeLessThan(50);
      expect(row.before === null).toBe(row.answered === null);
      reopened += told.reopenings.length;
      waited += told.waitedMs > 50 ? 1 : 0;
    }),
    { numRuns: 40, examples: [[usual], [twice]] },
  );
  expect(reopened).toBeGreaterThan(3);
  expect(waited).toBeGreaterThan(1);
});

test("a reopening that is taken back with its message was none", async () => {
  const reference = await live(["answers", "resolves"]);
  const before = await kept(reference);
  const said = await verbs.replyToTicket(ines(), { ticket: reference, text: "Non, rien n’a changé." });
  expect((await kept(reference)).reopenings).toHaveLength(1);
  await verbs.takeMessageBack(ines(), { message: said.message.id });
  expect(await kept(reference)).toEqual(before);
});

test("time that is waited for the requester before the first answer is told apart", async () => {
  const { reference } = await verbs.openTicket(ines(), {
    project: "PORTAIL",
    title: "Une attente",
    message: "Bonjour.",
  });
  await verbs.changeTicket(nadia(), { ticket: reference, version: 1, status: "waiting-requester" });
  await deeds.waits();
  await deeds.answers(reference);
  const row = await kept(reference);
  expect(row.before).toBeGreaterThanOrEqual(55);
  expect(row.since).not.toBeNull();
});
