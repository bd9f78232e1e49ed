import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPostOffice, type PostOffice } from "../incoming-mail/post-office";

let office: PostOffice;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;
let reference: string;

async function loadVerbs() {
  return {
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/reply-to-ticket")),
    ...(await import("@/lib/tickets/add-note")),
    ...(await import("@/lib/tickets/add-participant")),
    ...(await import("@/lib/tickets/change-ticket")),
    ...(await import("@/lib/tickets/take-message-back")),
    ...(await import("@/lib/tickets/ticket-queries")),
    ...(await import("@/lib/tickets/thread-queries")),
    ...(await import("@/lib/tickets/ticket-list-queries")),
    ...(await import("@/lib/tickets/ticket-filter")),
    ...(await import("@/lib/journal/verify-journal")),
  };
}

const as = (mail: string) => office.world.actor(mail);
const ines = () => as("ines@culture.example");
const nadia = () => as("nadia@titulaire.example");
const oscar = () => as("oscar@titulaire.example");

beforeAll(async () => {
  office = await openPostOffice();
  verbs = await loadVerbs();
});
afterAll(() => office?.close());
beforeEach(async () => {
  const opened = await verbs.openTicket(ines(), { project: "PORTAIL", title: "À reprendre", message: "Bonjour" });
  reference = opened.reference;
});

const ticketBy = (mail: string) => as(mail).transaction((tx) => verbs.getTicket(tx, reference));

async function threadBy(mail: string): Promise<string[]> {
  return as(mail).transaction(async (tx) => {
    const ticket = await verbs.getTicket(tx, reference);
    return (await verbs.listMessages(tx, ticket, { limit: 50 })).map(({ body }) => body);
  });
}

async function found(mail: string, words: string): Promise<string[]> {
  return as(mail).transaction(async (tx) =>
    (await verbs.listTickets(tx, verbs.TicketFilter.parse({ q: words }), { limit: 50 })).items.map(
      (one) => one.reference,
    ),
  );
}

describe("a reply taken back within ten seconds", () => {
  test("reaches nobody: neither on the page, nor by search, nor by mail", async () => {
    const { message } = await verbs.replyToTicket(nadia(), {
      ticket: reference,
      text: "Le mot de passe est zanzibar.",
    });
    expect(await threadBy("ines@culture.example")).toContain("Le mot de passe est zanzibar.");
    expect(await found("ines@culture.example", "zanzibar")).toEqual([reference]);
    const taken = await verbs.takeMessageBack(nadia(), { message: message.id });
    expect(taken).toMatchObject({ ticket: reference, text: "Le mot de passe est zanzibar.", status: "undone" });
    for (const mail of ["ines@culture.example", "nadia@titulaire.example", "oscar@titulaire.example"]) {
      expect(await threadBy(mail)).toEqual(["Bonjour"]);
      expect(await found(mail, "zanzibar")).toEqual([]);
      expect(await found(mail, "reprendre")).toContain(reference);
    }
    await office.allDone();
    for (const mail of await office.outbox("ines@culture.example")) expect(mail.text).not.toContain("zanzibar");
    const row = (await office.outgoing("ines@culture.example")).at(-1)!;
    expect(row).toMatchObject({ state: "withheld", lastError: "taken-back", messageId: message.id });
  });

  test("exists in PostgreSQL for its author alone, who can change nothing else of it", async () => {
    const { message } = await verbs.replyToTicket(nadia(), { ticket: reference, text: "Rien que moi" });
    await verbs.takeMessageBack(nadia(), { message: message.id });
    const { sql } = await import("drizzle-orm");
    const seen = async (mail: string) =>
      (await as(mail).transaction((tx) => tx.execute(sql`select body from message where id = ${message.id}`))).length;
    expect(await seen("nadia@titulaire.example")).toBe(1);
    expect(await seen("oscar@titulaire.example")).toBe(0);
    expect(await seen("ines@culture.example")).toBe(0);
    for (const change of ["body = 'autre'", "internal = true", "created_at = now()"])
      await expect(
        nadia().transaction((tx) => tx.execute(sql.raw(`update message set ${change} where id = '${message.id}'`))),
      ).rejects.toThrow();
    await nadia().transaction((tx) =>
      tx.execute(sql`update message set taken_back_at = null where id = ${message.id}`),
    );
    expect(await threadBy("nadia@titulaire.example")).toEqual(["Bonjour"]);
  });

  test("puts the ticket back where it was, and leaves its line in a journal that holds", async () => {
    const before = await ticketBy("nadia@titulaire.example");
    const { message } = await verbs.replyToTicket(nadia(), { ticket: reference, text: "Fait.", status: "resolved" });
    expect(await ticketBy("nadia@titulaire.example")).toMatchObject({ phase: "resolved" });
    expect(await verbs.takeMessageBack(nadia(), { message: message.id })).toMatchObject({ status: "undone" });
    const { phase, statusCode, resolvedAt, closedAt, firstAnsweredAt } = before;
    expect(await ticketBy("nadia@titulaire.example")).toMatchObject({
      ...{ phase, statusCode, resolvedAt, closedAt, firstAnsweredAt },
    });
    const events = await nadia().transaction(async (tx) =>
      verbs.listEvents(tx, await verbs.getTicket(tx, reference), { limit: 50 }),
    );
    expect(events.slice(-2).map(({ type }) => type)).toEqual(["message.takenBack", "ticket.changed"]);
    expect((await verbs.verifyJournal()).broken).toBeNull();
  });

  test("keeps the status when somebody touched the ticket meanwhile, and says so", async () => {
    const { message } = await verbs.replyToTicket(nadia(), { ticket: reference, text: "Fait.", status: "resolved" });
    const { version } = await ticketBy("oscar@titulaire.example");
    await verbs.changeTicket(oscar(), { ticket: reference, version, impact: 1 });
    expect(await verbs.takeMessageBack(nadia(), { message: message.id })).toMatchObject({ status: "kept" });
    expect(await ticketBy("nadia@titulaire.example")).toMatchObject({ phase: "resolved" });
  });

  test("gives its files back, to be attached again", async () => {
    const { sql } = await import("drizzle-orm");
    const upload = "fedcba9876543210fedcba9876543210";
    await nadia().transaction((tx) =>
      tx.execute(sql`insert into upload (id, account_id, name, size, finished_at, type, sha256, storage_key, expires_at)
        values (${upload}, ${office.world.account("nadia@titulaire.example").id}, 'plan.pdf', 3, now(), 'application/pdf',
          'x', 'clé-du-plan', now() + interval '1 hour')`),
    );
    const sent = await verbs.replyToTicket(nadia(), { ticket: reference, text: "Voici.", uploads: [upload] });
    const files = () =>
      nadia().transaction(async (tx) => verbs.listAttachments(tx, await verbs.getTicket(tx, reference)));
    const [attached] = await files();
    const taken = await verbs.takeMessageBack(nadia(), { message: sent.message.id });
    expect(taken.files).toEqual([{ id: upload, name: "plan.pdf", size: 3 }]);
    expect(await files()).toEqual([]);
    const { openAttachment } = await import("@/lib/files/open-attachment");
    for (const reader of [nadia(), ines()])
      await expect(openAttachment(reader, attached!.id)).rejects.toThrow("not-found");
    await verbs.replyToTicket(nadia(), { ticket: reference, text: "Voici donc.", uploads: [upload] });
    expect(await files()).toMatchObject([{ name: "plan.pdf" }]);
  });
});

describe("it is refused", () => {
  const left = { code: "message-left", status: 409 };

  test("to anybody but its author, and does not exist for who may not read it", async () => {
    const { message } = await verbs.replyToTicket(nadia(), { ticket: reference, text: "À moi" });
    await expect(verbs.takeMessageBack(oscar(), { message: message.id })).rejects.toMatchObject({ status: 403 });
    const rachid = as("rachid@efs.example");
    await expect(verbs.takeMessageBack(rachid, { message: message.id })).rejects.toMatchObject({ status: 404 });
  });

  test("once a notice has left", async () => {
    const { message } = await verbs.replyToTicket(nadia(), { ticket: reference, text: "Parti" });
    await office.allDone();
    await expect(verbs.takeMessageBack(nadia(), { message: message.id })).rejects.toMatchObject(left);
    expect(await threadBy("ines@culture.example")).toContain("Parti");
  });

  test("after fifteen seconds of the database's clock, even when nobody was told", async () => {
    const { sql } = await import("drizzle-orm");
    const { workspaceActor } = await import("@/lib/tenancy/actor");
    const { newIdentifier } = await import("@/lib/tenancy/identifier");
    const ticket = await ticketBy("nadia@titulaire.example");
    const id = newIdentifier();
    await workspaceActor(ticket.workspaceId).transaction((tx) =>
      tx.execute(sql`insert into message (workspace_id, id, ticket_id, author_id, body, door, created_at)
        values (${ticket.workspaceId}, ${id}, ${ticket.id}, ${office.world.account("nadia@titulaire.example").id}, 'Hier', 'web',
          now() - interval '16 seconds'), (${ticket.workspaceId}, ${newIdentifier()}, ${ticket.id},
          ${office.world.account("nadia@titulaire.example").id}, 'Avant-hier', 'web', now() - interval '1 day')`),
    );
    await expect(verbs.takeMessageBack(nadia(), { message: id })).rejects.toMatchObject(left);
  });

  test("for the message that opened the ticket, for one that came by mail, and twice", async () => {
    const [first] = await ines().transaction(async (tx) =>
      verbs.listMessages(tx, await verbs.getTicket(tx, reference), { limit: 1 }),
    );
    await expect(verbs.takeMessageBack(ines(), { message: first!.id })).rejects.toMatchObject({
      code: "first-message",
    });
    const byMail = await verbs.replyToTicket(office.world.actor("ines@culture.example", "mail"), {
      ...{ ticket: reference, text: "Par courriel" },
    });
    await expect(verbs.takeMessageBack(ines(), { message: byMail.message.id })).rejects.toMatchObject(left);
    const { message } = await verbs.addNote(nadia(), { ticket: reference, text: "Une fois" });
    await verbs.takeMessageBack(nadia(), { message: message.id });
    await expect(verbs.takeMessageBack(nadia(), { message: message.id })).rejects.toMatchObject({ status: 404 });
  });

  test("to one of the two when the mail leaves at the same moment: never both", async () => {
    const { sendOutgoingMail } = await import("@/lib/outgoing-mail/send-outgoing-mail");
    for (let round = 0; round < 8; round++) {
      const { message } = await verbs.replyToTicket(nadia(), { ticket: reference, text: `Course ${round}` });
      const row = (await office.outgoing("ines@culture.example")).find(({ messageId }) => messageId === message.id)!;
      await (await import("@/lib/tenancy/actor")).workspaceActor(row.workspaceId).transaction(async (tx) => {
        const { sql } = await import("drizzle-orm");
        await tx.execute(sql`update outgoing_mail set next_try_at = now() where id = ${row.id}`);
      });
      const [back] = await Promise.allSettled([
        verbs.takeMessageBack(nadia(), { message: message.id }),
        sendOutgoingMail({ workspaceId: row.workspaceId, outgoingMailId: row.id }),
      ]);
      await office.allDone();
      const sent = (await office.outbox("ines@culture.example")).some(({ text }) => text?.includes(`Course ${round}`));
      expect(sent).toBe(back.status === "rejected");
    }
  });
});

test("a note taken back is found by nobody, and tells nobody without notes that there was one", async () => {
  const { message } = await verbs.addNote(nadia(), { ticket: reference, text: "Secret pamplemousse" });
  expect(await found("oscar@titulaire.example", "pamplemousse")).toEqual([reference]);
  await verbs.takeMessageBack(nadia(), { message: message.id });
  expect(await found("oscar@titulaire.example", "pamplemousse")).toEqual([]);
  const events = await ines().transaction(async (tx) =>
    verbs.listEvents(tx, await verbs.getTicket(tx, reference), { limit: 50 }),
  );
  expect(events.map(({ type }) => type)).toEqual(["ticket.opened", "message.added"]);
});

test("what a machine answered is found by nobody, before and after something else is taken back", async () => {
  const { sql } = await import("drizzle-orm");
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { workspaceId, id } = await ticketBy("nadia@titulaire.example");
  const author = office.world.account("ines@culture.example").id;
  await workspaceActor(workspaceId).transaction((tx) =>
    tx.execute(sql`insert into message (workspace_id, ticket_id, author_id, body, door, nature)
      values (${workspaceId}, ${id}, ${author}, 'De retour lundi, kumquat', 'mail', 'automatic')`),
  );
  const { message } = await verbs.replyToTicket(nadia(), { ticket: reference, text: "Une clémentine" });
  await verbs.replyToTicket(nadia(), { ticket: reference, text: "Une mandarine" });
  for (const [word, expected] of [
    ["kumquat", []],
    ["clémentine", [reference]],
    ["mandarine", [reference]],
  ] as const)
    expect(await found("nadia@titulaire.example", word)).toEqual(expected);
  await verbs.takeMessageBack(nadia(), { message: message.id });
  for (const [word, expected] of [
    ["kumquat", []],
    ["clémentine", []],
    ["mandarine", [reference]],
  ] as const)
    expect(await found("nadia@titulaire.example", word)).toEqual(expected);
});
