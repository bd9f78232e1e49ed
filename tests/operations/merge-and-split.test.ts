import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

const nadia = () => world.actor("nadia@titulaire.example");
const oscar = () => world.actor("oscar@titulaire.example");
const camille = () => world.actor("camille@culture.example");
const ines = () => world.actor("ines@culture.example");
const jules = () => world.actor("jules@culture.example");

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
});
afterAll(() => world.close());

async function loadVerbs() {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { replyToTicket } = await import("@/lib/tickets/reply-to-ticket");
  const { addNote } = await import("@/lib/tickets/add-note");
  const { addTask } = await import("@/lib/tickets/add-task");
  const { listTasks } = await import("@/lib/tickets/task-queries");
  const { moveTicket } = await import("@/lib/tickets/move-ticket");
  const { listMessages, listEvents } = await import("@/lib/tickets/thread-queries");
  const { getTicket } = await import("@/lib/tickets/ticket-queries");
  const { listTickets } = await import("@/lib/tickets/ticket-list-queries");
  const { TicketFilter } = await import("@/lib/tickets/ticket-filter");
  const { mergeTickets } = await import("@/lib/operations/merge-tickets");
  const { splitTicket } = await import("@/lib/operations/split-ticket");
  const { undoOperation } = await import("@/lib/operations/undo-operation");
  const { verifyJournal } = await import("@/lib/journal/verify-journal");
  return {
    ...{ openTicket, replyToTicket, addNote, addTask, listTasks, moveTicket, listMessages, listEvents, getTicket },
    ...{ listTickets, TicketFilter, mergeTickets, splitTicket, undoOperation, verifyJournal },
  };
}

async function open(actor = ines(), project = "PORTAIL", message = "Bonjour.") {
  return (await verbs.openTicket(actor, { project, title: "Le portail est lent", message })).reference;
}

function threadOf(actor: ReturnType<typeof nadia>, reference: string) {
  return actor.transaction(async (tx) => {
    const messages = await verbs.listMessages(tx, await verbs.getTicket(tx, reference), { limit: 100 });
    return messages.map(({ body, internal }) => `${internal ? "note: " : ""}${body}`);
  });
}

const ticketOf = (reference: string, actor = nadia()) => actor.transaction((tx) => verbs.getTicket(tx, reference));

async function found(actor: ReturnType<typeof nadia>, q: string) {
  const list = await actor.transaction((tx) => verbs.listTickets(tx, verbs.TicketFilter.parse({ q }), { limit: 10 }));
  return list.items.map(({ reference }) => reference);
}

describe("two tickets that are merged", () => {
  test("make one thread in its order, whose notes stay notes, and every participant reads it", async () => {
    const [hers, his] = [await open(ines(), "PORTAIL", "Premier."), await open(jules(), "PORTAIL", "Deuxième.")];
    await verbs.addNote(nadia(), { ticket: hers, text: "Entre nous." });
    await verbs.replyToTicket(jules(), { ticket: his, text: "Troisième." });
    await verbs.addTask(nadia(), { ticket: hers, title: "Chercher" });
    await verbs.mergeTickets(nadia(), { tickets: [hers], into: his });
    expect(await threadOf(nadia(), his)).toEqual(["Premier.", "Deuxième.", "note: Entre nous.", "Troisième."]);
    expect(await threadOf(ines(), his)).toEqual(["Premier.", "Deuxième.", "Troisième."]);
    expect(await threadOf(nadia(), hers)).toEqual([]);
    expect(await ticketOf(hers)).toMatchObject({ phase: "closed", mergedIntoId: (await ticketOf(his)).id });
    const tasks = await nadia().transaction(async (tx) => verbs.listTasks(tx, await verbs.getTicket(tx, his)));
    expect(tasks.map(({ title }) => title)).toEqual(["Chercher"]);
  });

  test("answer search by the one that holds the words, and notes only to who reads notes", async () => {
    const [from, into] = [await open(ines(), "PORTAIL", "hippocampe"), await open(jules(), "PORTAIL", "Bonjour.")];
    await verbs.addNote(nadia(), { ticket: from, text: "ornithorynque" });
    await verbs.mergeTickets(nadia(), { tickets: [from], into });
    expect(await found(nadia(), "hippocampe")).toEqual([into]);
    expect(await found(jules(), "hippocampe")).toEqual([into]);
    expect(await found(nadia(), "ornithorynque")).toEqual([into]);
    expect(await found(jules(), "ornithorynque")).toEqual([]);
  });

  test("take no more deeds on the one that left, and say where it goes on", async () => {
    const [from, into] = [await open(), await open()];
    await verbs.mergeTickets(nadia(), { tickets: [from], into });
    await expect(verbs.replyToTicket(ines(), { ticket: from, text: "Allô ?" })).rejects.toThrow("merged");
    await expect(verbs.mergeTickets(nadia(), { tickets: [into], into: from })).rejects.toThrow("merged");
  });

  test("leave both journals whole", async () => {
    const [from, into] = [await open(), await open()];
    await verbs.mergeTickets(nadia(), { tickets: [from], into });
    for (const reference of [from, into]) {
      const events = await nadia().transaction(async (tx) =>
        verbs.listEvents(tx, await verbs.getTicket(tx, reference), { limit: 50 }),
      );
      expect(events.map(({ type }) => type)).toContain("ticket.merged");
    }
    expect((await verbs.verifyJournal()).broken).toBeNull();
  });
});

describe("who may not merge, and what", () => {
  test("tickets of two workspaces are refused in words and left as they are", async () => {
    const [here, there] = [await open(nadia()), await open(nadia(), "DON")];
    await expect(verbs.mergeTickets(nadia(), { tickets: [here], into: there })).rejects.toThrow(
      "merged-across-workspaces",
    );
    expect(await threadOf(nadia(), here)).toEqual(["Bonjour."]);
    expect((await ticketOf(here)).phase).toBe("new");
  });

  test("camille, who writes in PRESSE without reading notes, merges nothing; ines neither, and what she does not read does not exist", async () => {
    const [one, other] = [await open(camille(), "PRESSE"), await open(camille(), "PRESSE")];
    await expect(verbs.mergeTickets(camille(), { tickets: [one], into: other })).rejects.toThrow("forbidden");
    const hers = await open();
    await expect(verbs.mergeTickets(ines(), { tickets: [hers], into: await open() })).rejects.toThrow("forbidden");
    for (const unknown of [await open(jules()), "PORTAIL-99999"])
      await expect(verbs.mergeTickets(ines(), { tickets: [hers], into: unknown })).rejects.toThrow("not-found");
  });

  test("a ticket is not merged into itself", async () => {
    const one = await open();
    await expect(verbs.mergeTickets(nadia(), { tickets: [one], into: one })).rejects.toThrow("merged-into-itself");
  });

  test("two people who merge the same two tickets into each other: one of them loses", async () => {
    const [a, b] = [await open(), await open()];
    const both = await Promise.allSettled([
      verbs.mergeTickets(nadia(), { tickets: [a], into: b }),
      verbs.mergeTickets(oscar(), { tickets: [b], into: a }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a ticket that is split", () => {
  async function conversation() {
    const reference = await open(ines(), "PORTAIL", "Deux soucis.");
    await verbs.replyToTicket(nadia(), { ticket: reference, text: "Lesquels ?" });
    await verbs.replyToTicket(ines(), { ticket: reference, text: "L’imprimante." });
    await verbs.addNote(nadia(), { ticket: reference, text: "Encore elle." });
    const messages = await nadia().transaction(async (tx) =>
      verbs.listMessages(tx, await verbs.getTicket(tx, reference), { limit: 10 }),
    );
    return { reference, ids: messages.map(({ id }) => id) };
  }

  test("gives its messages to a new one, whose requester is who wrote them", async () => {
    const { reference, ids } = await conversation();
    const { ticket } = await verbs.splitTicket(nadia(), {
      ...{ ticket: reference, messages: [ids[2]!, ids[3]!], title: "L’imprimante" },
    });
    expect(ticket.requesterMail).toBe("ines@culture.example");
    expect(await threadOf(ines(), reference)).toEqual(["Deux soucis.", "Lesquels ?"]);
    const words = `Messages repris de ${reference}.`;
    expect(await threadOf(nadia(), ticket.reference)).toEqual(["L’imprimante.", "note: Encore elle.", words]);
    expect(await threadOf(ines(), ticket.reference)).toEqual(["L’imprimante.", words]);
  });

  test("keeps at least one message, gives at least one, and only its own", async () => {
    const { reference, ids } = await conversation();
    const split = (messages: string[]) =>
      verbs.splitTicket(nadia(), { ticket: reference, messages, title: "L’imprimante" });
    await expect(split(ids)).rejects.toThrow("nothing-stays");
    await expect(split([ids[3]!])).rejects.toThrow("only-notes");
    await expect(split([(await conversation()).ids[0]!])).rejects.toThrow("unknown-message");
    await expect(verbs.splitTicket(ines(), { ticket: reference, messages: [ids[0]!], title: "Autre" })).rejects.toThrow(
      "forbidden",
    );
  });

  test("is whole again once it is undone, and the number that was given leads to it", async () => {
    const { reference, ids } = await conversation();
    const before = await threadOf(nadia(), reference);
    const { ticket, operation } = await verbs.splitTicket(nadia(), {
      ...{ ticket: reference, messages: [ids[2]!], title: "L’imprimante" },
    });
    await verbs.undoOperation(nadia(), { operation });
    expect(await threadOf(nadia(), reference)).toEqual(before);
    expect(await ticketOf(ticket.reference)).toMatchObject({
      phase: "closed",
      mergedIntoId: (await ticketOf(reference)).id,
    });
  });
});

describe("undoing", () => {
  test("is its author's, once, for a day", async () => {
    const [from, into] = [await open(), await open()];
    const { operation } = await verbs.mergeTickets(nadia(), { tickets: [from], into });
    for (const other of [oscar(), ines()])
      await expect(verbs.undoOperation(other, { operation })).rejects.toThrow("unknown-operation");
    await verbs.undoOperation(nadia(), { operation });
    await expect(verbs.undoOperation(nadia(), { operation })).rejects.toThrow("already-undone");
    const late = await verbs.mergeTickets(nadia(), { tickets: [from], into });
    await age(late.operation, "25 hours");
    await expect(verbs.undoOperation(nadia(), { operation: late.operation })).rejects.toThrow("too-late-to-undo");
  });

  test("a merge gives back what it took, though the other ticket lived on", async () => {
    const [from, into] = [await open(ines(), "PORTAIL", "Le mien."), await open(jules(), "PORTAIL", "Le sien.")];
    const { operation } = await verbs.mergeTickets(nadia(), { tickets: [from], into });
    await verbs.replyToTicket(nadia(), { ticket: into, text: "À vous deux." });
    await verbs.undoOperation(nadia(), { operation });
    expect(await threadOf(nadia(), from)).toEqual(["Le mien."]);
    expect(await threadOf(nadia(), into)).toEqual(["Le sien.", "À vous deux."]);
    await expect(ticketOf(into, ines())).rejects.toThrow("not-found");
  });

  test("what somebody came to in between is left alone, and said", async () => {
    const moved = await open();
    const written = await verbs.moveTicket(nadia(), { ticket: moved, version: 1, project: "PRESSE" });
    await verbs.replyToTicket(ines(), { ticket: moved, text: "Merci !" });
    const operation = await lastOperation();
    await expect(verbs.undoOperation(nadia(), { operation })).rejects.toThrow("changed-since");
    expect((await ticketOf(moved)).reference).toBe(written.reference);
  });

  test("a merge whose ticket was merged further waits for that one to be undone first", async () => {
    const [a, b, c] = [await open(ines(), "PORTAIL", "A"), await open(ines(), "PORTAIL", "B"), await open()];
    const first = await verbs.mergeTickets(nadia(), { tickets: [a], into: b });
    const second = await verbs.mergeTickets(nadia(), { tickets: [b], into: c });
    await expect(verbs.undoOperation(nadia(), { operation: first.operation })).rejects.toThrow("changed-since");
    await verbs.undoOperation(nadia(), { operation: second.operation });
    await verbs.undoOperation(nadia(), { operation: first.operation });
    expect(await threadOf(nadia(), a)).toEqual(["A"]);
    expect(await threadOf(nadia(), b)).toEqual(["B"]);
  });

  test("a move gives the former number back, and the other one goes on leading to the ticket", async () => {
    const reference = await open();
    const moved = await verbs.moveTicket(nadia(), { ticket: reference, version: 1, project: "PRESSE" });
    await verbs.undoOperation(nadia(), { operation: await lastOperation() });
    expect(await ticketOf(moved.reference)).toMatchObject({ reference, projectKey: "PORTAIL" });
    const again = await verbs.moveTicket(nadia(), {
      ...{ ticket: reference, version: (await ticketOf(reference)).version, project: "PRESSE" },
    });
    expect((await ticketOf(reference)).reference).toBe(again.reference);
  });
});

async function lastOperation() {
  const rows = await nadia().transaction((tx) =>
    tx.execute("select id from operation order by created_at desc limit 1"),
  );
  return String(rows[0]!.id);
}

async function age(operation: string, by: string) {
  await world.owner`alter table operation no force row level security`;
  await world.owner`update operation set created_at = created_at - ${by}::interval where id = ${operation}`;
  await world.owner`alter table operation force row level security`;
}
