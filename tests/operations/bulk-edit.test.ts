import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openWorld, type World } from "../world";

vi.setConfig({ testTimeout: 120_000 });

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

const nadia = () => world.actor("nadia@titulaire.example");
const oscar = () => world.actor("oscar@titulaire.example");
const camille = () => world.actor("camille@culture.example");
const ines = () => world.actor("ines@culture.example");

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
});
afterAll(() => world.close());

async function loadVerbs() {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { replyToTicket } = await import("@/lib/tickets/reply-to-ticket");
  const { getTicket } = await import("@/lib/tickets/ticket-queries");
  const { listEvents, listMessages } = await import("@/lib/tickets/thread-queries");
  const { startBulkEdit } = await import("@/lib/operations/start-bulk-edit");
  const { previewBulkEdit } = await import("@/lib/operations/preview-bulk-edit");
  const { runBulkEdit } = await import("@/lib/operations/run-bulk-edit");
  const { undoBulkEdit } = await import("@/lib/operations/undo-bulk-edit");
  const { runBulkUndo } = await import("@/lib/operations/run-bulk-undo");
  const { readProgress } = await import("@/lib/operations/operation-queries");
  const { verifyJournal } = await import("@/lib/journal/verify-journal");
  return {
    ...{ openTicket, replyToTicket, getTicket, listEvents, listMessages, startBulkEdit, previewBulkEdit, runBulkEdit },
    ...{ undoBulkEdit, runBulkUndo, readProgress, verifyJournal },
  };
}

type Who = ReturnType<typeof nadia>;
type Changes = Parameters<typeof verbs.startBulkEdit>[1]["changes"];

async function open(count: number, actor = nadia(), project = "PORTAIL") {
  const references: string[] = [];
  for (let at = 0; at < count; at++) {
    const { reference } = await verbs.openTicket(actor, {
      project,
      kind: "request",
      title: `Fiche ${at}`,
      message: "Voilà.",
    });
    references.push(reference);
  }
  return references;
}

async function edit(actor: Who, tickets: string[], changes: Changes) {
  const { batch } = await verbs.startBulkEdit(actor, { selection: { tickets }, changes });
  await verbs.runBulkEdit({ accountId: actor.accountId!, batchId: batch });
  return batch;
}

async function undo(actor: Who, batch: string) {
  await verbs.undoBulkEdit(actor, { batch });
  await verbs.runBulkUndo({ accountId: actor.accountId!, batchId: batch });
}

const progress = (actor: Who, batch: string) => actor.transaction((tx) => verbs.readProgress(tx, batch));
const ticketOf = (reference: string, actor = nadia()) => actor.transaction((tx) => verbs.getTicket(tx, reference));
const typesOf = (reference: string) =>
  nadia().transaction(async (tx) => {
    const events = await verbs.listEvents(tx, await verbs.getTicket(tx, reference), { limit: 50 });
    return events.map(({ type }) => type);
  });

async function mailsOf(kind: string, references: string[]) {
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const rows = await workspaceActor(world.workspace("culture").id).transaction((tx) =>
    tx.execute<{ kind: string; reference: string }>(
      "select o.kind, t.reference from outgoing_mail o join ticket t on t.id = o.ticket_id",
    ),
  );
  return rows.filter((row) => row.kind === kind && references.includes(row.reference)).length;
}

describe("tickets changed at once", () => {
  test("each has its line and its notices, and a number of its own where it goes", async () => {
    const tickets = await open(5, ines());
    const changes = { assignee: "oscar@titulaire.example", category: "assistance", project: "PRESSE" };
    const batch = await edit(nadia(), tickets, changes);
    expect(await progress(nadia(), batch)).toMatchObject({
      total: 5,
      done: 5,
      changed: 5,
      finished: true,
      refused: [],
    });
    const numbers = new Set<string>();
    for (const reference of tickets) {
      const now = await ticketOf(reference);
      expect(now).toMatchObject({
        assigneeMail: "oscar@titulaire.example",
        categoryCode: "assistance",
        projectKey: "PRESSE",
      });
      numbers.add(now.reference);
      const types = await typesOf(reference);
      for (const type of ["ticket.changed", "ticket.assigned", "ticket.moved"]) expect(types).toContain(type);
    }
    expect(numbers.size).toBe(5);
    expect(await mailsOf("ticket-assigned", [...numbers])).toBe(5);
    expect((await verbs.verifyJournal()).broken).toBeNull();
  });

  test("a message is said on each, begins what was new, and its author takes part", async () => {
    const tickets = await open(3, ines());
    await edit(nadia(), tickets, { message: "Le service est rétabli." });
    for (const reference of tickets) {
      const now = await ticketOf(reference);
      expect(now).toMatchObject({ phase: "open", takesPart: true });
      expect(now.firstAnsweredAt).not.toBeNull();
      const said = await ines().transaction(async (tx) =>
        verbs.listMessages(tx, await verbs.getTicket(tx, reference), { limit: 9 }),
      );
      expect(said.at(-1)!.body).toBe("Le service est rétabli.");
    }
    expect(await mailsOf("message-added", tickets)).toBe(3);
  });

  test("one that is so already is left as it is", async () => {
    const [one, other] = await open(2);
    await edit(nadia(), [one!], { category: "assistance" });
    const before = await ticketOf(one!);
    const batch = await edit(nadia(), [one!, other!], { category: "assistance" });
    expect(await progress(nadia(), batch)).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await ticketOf(one!)).toEqual(before);
  });

  test("an edit that was cut goes on where it was, and does nothing twice", async () => {
    const tickets = await open(3);
    const batch = await edit(nadia(), tickets, { category: "assistance" });
    await verbs.runBulkEdit({ accountId: nadia().accountId!, batchId: batch });
    expect((await typesOf(tickets[0]!)).filter((type) => type === "ticket.changed")).toHaveLength(1);
  });
});

describe("what may not be changed", () => {
  test("is found by the preview and by the edit alike, ticket by ticket, and hinders no other", async () => {
    const [hers] = await open(1, camille(), "PRESSE");
    const [readOnly] = await open(1, nadia(), "PORTAIL");
    const [hidden] = await open(1, nadia(), "DON");
    const selection = { tickets: [hers!, readOnly!, hidden!, "PORTAIL-99999"] };
    const changes = { category: "assistance" };
    const preview = await verbs.previewBulkEdit(camille(), { selection, changes });
    expect(preview).toMatchObject({ total: 4, changed: 1 });
    const codes = (list: { code: string; count: number }[]) => list.map(({ code, count }) => `${code} ${count}`).sort();
    // One that is hidden and one that exists nowhere: the same words, and nothing to tell them apart.
    expect(codes(preview.refused)).toEqual(["forbidden 1", "not-found 2"]);
    const batch = await edit(camille(), selection.tickets, changes);
    const done = await progress(camille(), batch);
    expect(done).toMatchObject({ changed: 1, missing: [hidden, "PORTAIL-99999"] });
    expect(done.refused).toMatchObject([{ reference: readOnly, why: { code: "forbidden" } }]);
    expect((await ticketOf(hidden!)).version).toBe(1);
  });

  test("a status that no move leads to is refused in words for those tickets alone", async () => {
    const [fresh, other] = await open(2);
    await edit(nadia(), [other!], { message: "Vu." });
    const preview = await verbs.previewBulkEdit(nadia(), {
      selection: { tickets: [fresh!, other!] },
      changes: { status: "nothing-of-the-sort" },
    });
    expect(preview.refused).toMatchObject([{ code: "unknown-status", count: 2 }]);
  });

  test("nobody else sees an edit, nor undoes it", async () => {
    const batch = await edit(nadia(), await open(1), { category: "assistance" });
    for (const other of [oscar(), ines()]) {
      await expect(progress(other, batch)).rejects.toThrow("unknown-operation");
      await expect(verbs.undoBulkEdit(other, { batch })).rejects.toThrow("unknown-operation");
    }
  });

  test("an edit of nothing, or of ten thousand and one tickets, is refused before anything", async () => {
    await expect(
      verbs.startBulkEdit(nadia(), { selection: { tickets: ["PORTAIL-1"] }, changes: {} }),
    ).rejects.toThrow();
    const many = Array.from({ length: 10_001 }, (_, at) => `PORTAIL-${at + 1}`);
    await expect(
      verbs.startBulkEdit(nadia(), { selection: { tickets: many }, changes: { category: null } }),
    ).rejects.toThrow();
  });
});

describe("undone", () => {
  test("every ticket is as it was; where somebody came in between, it is left alone and said", async () => {
    const tickets = await open(4, ines());
    const before = await Promise.all(tickets.map((reference) => ticketOf(reference)));
    const batch = await edit(nadia(), tickets, {
      ...{ assignee: "oscar@titulaire.example", priority: 1, priorityReason: "Visite du ministre" },
      ...{ participants: ["camille@culture.example"], project: "PRESSE" },
    });
    await verbs.replyToTicket(ines(), { ticket: tickets[0]!, text: "Merci !" });
    await undo(nadia(), batch);
    const done = await progress(nadia(), batch);
    expect(done).toMatchObject({ restored: 3, finished: true, mayUndo: false });
    expect(done.refused).toMatchObject([{ why: { code: "changed-since" } }]);
    for (const was of before.slice(1)) {
      const now = await ticketOf(was.reference);
      expect({ ...now, version: 0, updatedAt: 0 }).toEqual({ ...was, version: 0, updatedAt: 0 });
    }
    expect((await ticketOf(tickets[0]!)).projectKey).toBe("PRESSE");
    await expect(verbs.undoBulkEdit(nadia(), { batch })).rejects.toThrow("already-undone");
  });
});

test("ten thousand references of which some are unreadable: what exists is changed, the rest is not found", async () => {
  const mine = await open(30);
  const named = [...mine, ...Array.from({ length: 9_970 }, (_, at) => `FANTOME-${at + 1}`)];
  const batch = await edit(nadia(), named, { category: "assistance" });
  const done = await progress(nadia(), batch);
  expect(done).toMatchObject({ changed: 30, finished: true });
  expect(done.missing).toHaveLength(9_970);
});
