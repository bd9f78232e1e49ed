import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { BulkChanges } from "@/lib/operations/bulk";
import { type Row, readWholeWorld } from "../isolation/demonstration-facts";
import { openWorld, type World } from "../world";

// Whatever is merged, split, moved or edited in bulk, in whatever order: undone from the last to the first, every row is as it was.

vi.setConfig({ testTimeout: 300_000 });

let world: World;
let worker: postgres.Sql;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;
const nadia = () => world.actor("nadia@titulaire.example");

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
  const { roleUrl } = await import("@/lib/settings/environment");
  worker = postgres(roleUrl("guichet_worker"), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await worker?.end();
  await world?.close();
});

async function loadVerbs() {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { replyToTicket } = await import("@/lib/tickets/reply-to-ticket");
  const { addNote } = await import("@/lib/tickets/add-note");
  const { addTask } = await import("@/lib/tickets/add-task");
  const { moveTicket } = await import("@/lib/tickets/move-ticket");
  const { listMessages } = await import("@/lib/tickets/thread-queries");
  const { getTicket } = await import("@/lib/tickets/ticket-queries");
  const { mergeTickets } = await import("@/lib/operations/merge-tickets");
  const { splitTicket } = await import("@/lib/operations/split-ticket");
  const { undoOperation } = await import("@/lib/operations/undo-operation");
  const { startBulkEdit } = await import("@/lib/operations/start-bulk-edit");
  const { runBulkEdit } = await import("@/lib/operations/run-bulk-edit");
  const { undoBulkEdit } = await import("@/lib/operations/undo-bulk-edit");
  const { runBulkUndo } = await import("@/lib/operations/run-bulk-undo");
  const { findUndoable, readProgress } = await import("@/lib/operations/operation-queries");
  const { verifyJournal } = await import("@/lib/journal/verify-journal");
  return {
    ...{ openTicket, replyToTicket, addNote, addTask, moveTicket, listMessages, getTicket, mergeTickets, splitTicket },
    ...{ undoOperation, startBulkEdit, runBulkEdit, undoBulkEdit, runBulkUndo, findUndoable, readProgress },
    verifyJournal,
  };
}

const people = ["ines@culture.example", "jules@culture.example", "camille@culture.example", "nadia@titulaire.example"];

type Said = { by: number; internal: boolean };
const said: fc.Arbitrary<Said> = fc.record({ by: fc.nat(3), internal: fc.boolean() });
const tickets = fc.array(fc.record({ by: fc.nat(2), said: fc.array(said, { maxLength: 4 }), task: fc.boolean() }), {
  minLength: 3,
  maxLength: 3,
});
const edits: BulkChanges[] = [
  { status: "in-progress" },
  { assignee: "oscar@titulaire.example", category: "assistance" },
  { participants: ["camille@culture.example", "jules@culture.example"] },
  { priority: 1, priorityReason: "Visite du ministre" },
  { project: "PRESSE" },
];
const place = fc.nat(2);
const deeds = fc.array(
  fc.oneof(
    fc.record({ deed: fc.constant("merge" as const), one: place, other: place }),
    fc.record({ deed: fc.constant("split" as const), one: place }),
    fc.record({ deed: fc.constant("move" as const), one: place }),
    fc.record({
      deed: fc.constant("bulk" as const),
      among: fc.subarray([0, 1, 2], { minLength: 1 }),
      changes: fc.constantFrom(...edits),
    }),
  ),
  { minLength: 1, maxLength: 4 },
);
type Deed = (typeof deeds extends fc.Arbitrary<infer D> ? D : never) extends (infer One)[] ? One : never;
type Undo = { batch: string } | { operation: string };

const counted = { merge: 0, split: 0, move: 0, bulk: 0, refused: 0 };

test("merge, split, move and bulk edit, undone from the last to the first, leave every row as it was", async () => {
  await fc.assert(
    fc.asyncProperty(tickets, deeds, async (wanted, asked) => {
      const references: string[] = [];
      for (const one of wanted) references.push(await lay(one));
      const before = await snapshot();
      const undos: Undo[] = [];
      for (const deed of asked) {
        const undo = await tried(() => does(deed, references));
        if (undo) {
          undos.push(undo);
          counted[deed.deed] += 1;
        } else counted.refused += 1;
      }
      for (const undo of undos.reverse()) await undoes(undo);
      const after = await snapshot();
      for (const [table, rows] of before)
        for (const [key, row] of rows) expect([table, key, after.get(table)!.get(key)]).toEqual([table, key, row]);
      // What is there beside is only what was told and cannot be taken back: numbers that lead on, and what was split off, closed.
      for (const [table, rows] of after)
        for (const [key, row] of rows)
          if (!before.get(table)?.has(key))
            expect([table, key, isLeftover(table, row, after)]).toEqual([table, key, true]);
    }),
    { numRuns: 12 },
  );
  expect((await verbs.verifyJournal()).broken).toBeNull();
  expect(Math.min(counted.merge, counted.split, counted.move, counted.bulk), JSON.stringify(counted)).toBeGreaterThan(
    0,
  );
});

async function lay(one: { by: number; said: Said[]; task: boolean }): Promise<string> {
  const requester = world.actor(people[one.by]!);
  const project = one.by === 2 ? "PRESSE" : "PORTAIL";
  const { reference } = await verbs.openTicket(requester, { project, title: "Une fiche", message: "Le début." });
  for (const [at, { by, internal }] of one.said.entries())
    if (internal) await verbs.addNote(nadia(), { ticket: reference, text: `Note ${at}.` });
    else await verbs.replyToTicket(by === one.by ? requester : nadia(), { ticket: reference, text: `Message ${at}.` });
  if (one.task) await verbs.addTask(nadia(), { ticket: reference, title: "À faire" });
  return reference;
}

async function does(deed: Deed, references: string[]): Promise<Undo> {
  if (deed.deed === "merge")
    return verbs.mergeTickets(nadia(), { tickets: [references[deed.one]!], into: references[deed.other]! });
  if (deed.deed === "bulk") {
    const selection = { tickets: deed.among.map((at) => references[at]!) };
    const { batch } = await verbs.startBulkEdit(nadia(), { selection, changes: deed.changes });
    await verbs.runBulkEdit({ accountId: nadia().accountId!, batchId: batch });
    return { batch };
  }
  const ticket = references[deed.one]!;
  const read = await nadia().transaction((tx) => verbs.getTicket(tx, ticket));
  if (deed.deed === "split") {
    const messages = await nadia().transaction((tx) => verbs.listMessages(tx, read, { limit: 50 }));
    const leaving = messages.filter((_, at) => at > 0).map(({ id }) => id);
    return verbs.splitTicket(nadia(), { ticket, messages: leaving, title: "À part" });
  }
  const project = read.projectKey === "PORTAIL" ? "PRESSE" : "PORTAIL";
  await verbs.moveTicket(nadia(), { ticket, version: read.version, project });
  return { operation: (await nadia().transaction((tx) => verbs.findUndoable(tx, read)))!.id };
}

async function tried(work: () => Promise<Undo>): Promise<Undo | null> {
  const { Refusal } = await import("@/lib/access/refusals");
  const { ZodError } = await import("zod");
  return work().catch((error) => {
    if (error instanceof Refusal || error instanceof ZodError) return null;
    throw error;
  });
}

async function undoes(undo: Undo) {
  if ("operation" in undo) return verbs.undoOperation(nadia(), { operation: undo.operation });
  await verbs.undoBulkEdit(nadia(), undo);
  await verbs.runBulkUndo({ accountId: nadia().accountId!, batchId: undo.batch });
}

/** What happened, and the operations themselves, are not undone; mails left, and a version never goes back. */
const apart = [
  "event",
  "chain",
  "operation",
  "operation_ticket",
  "outgoing_mail",
  "project_counter",
  "session",
  "heartbeat",
];
const ever = ["version", "updated_at"];

async function snapshot(): Promise<Map<string, Map<string, Row>>> {
  const everything = await readWholeWorld(world.owner, worker);
  const kept = [...everything].filter(([table]) => !apart.includes(table));
  return new Map(
    kept.map(([table, rows]) => [
      table,
      new Map(
        rows.map((row) => {
          const plain = Object.fromEntries(
            Object.entries(row).filter(([name]) => table !== "ticket" || !ever.includes(name)),
          );
          return [keyOf(row), plain];
        }),
      ),
    ]),
  );
}

function keyOf(row: Row): string {
  return ["workspace_id", "id", "ticket_id", "account_id", "reference", "impact", "urgency", "key", "message_id_hash"]
    .map((name) => String(row[name] ?? ""))
    .join(" ");
}

function isLeftover(table: string, row: Row, after: Map<string, Map<string, Row>>): boolean {
  if (table === "ticket_alias") return true;
  // A merge closed its sources and its undoing took them up again: both happened, and figures keep the day of each.
  if (table === "ticket_reopening") return row.closed_at !== null;
  const splitOff = [...after.get("ticket")!.values()].filter((one) => one.title === "À part");
  if (table === "ticket") return row.title === "À part" && row.phase === "closed" && row.merged_into_id !== null;
  return ["message", "participant"].includes(table) && splitOff.some(({ id }) => id === row.ticket_id);
}
