import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversationsOf, ines, nadia, portail } from "./conversation";
import { openPostOffice, type PostOffice } from "./post-office";
import { sampleBytes } from "./sample";

let office: PostOffice;
let talk: ReturnType<typeof conversationsOf>;
beforeAll(async () => {
  office = await openPostOffice();
  talk = conversationsOf(office);
});
afterAll(() => office?.close());

const from = "Inès Morel <ines@culture.example>";

async function answer(text: string, changed: object = {}) {
  const notice = await talk.notice(ines);
  const headers = { inReplyTo: notice.messageId, references: notice.messageId };
  await office.send({ from, to: notice.replyTo!.text, subject: `Re: ${notice.subject}`, text, ...headers, ...changed });
  return talk.last();
}

describe("an answer that lost its headers", () => {
  it("joins by Outlook's Thread-Index alone", async () => {
    const ticket = await talk.open("Thread-Index seul");
    const notice = await talk.notice(ines);
    const index = String(notice.headers.get("thread-index"));
    expect(Buffer.from(index, "base64")).toHaveLength(22);
    const grown = Buffer.concat([Buffer.from(index, "base64"), Buffer.from("0011223344", "hex")]).toString("base64");
    await office.send({
      from,
      to: portail,
      subject: "Tout autre objet",
      text: "Et ?",
      headers: { "Thread-Index": grown },
    });
    expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: ticket.id });
  });

  it("joins what its own Outlook began, though nothing of ours is in it", async () => {
    const raw = (name: string, id: string) =>
      sampleBytes(name)
        .toString("latin1")
        .replace("<m1@culture.example>", id)
        .replace(/^In-Reply-To.*\r\n/m, "");
    const envelope = { from: ines, to: [portail] };
    await office.send({ raw: raw("thread-index-only", "<premier@outlook>").replace("Toujours", "Bonjour,"), envelope });
    const first = await talk.last();
    expect(first.outcome).toBe("opened");
    await office.send({ raw: raw("thread-index-folded", "<second@outlook>"), envelope });
    expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: first.ticketId });
  });

  it("to a note stays a note, by the Thread-Index of notes", async () => {
    const ticket = await talk.open("Une note");
    const { addNote } = await import("@/lib/tickets/add-note");
    const { addParticipant } = await import("@/lib/tickets/add-participant");
    await addParticipant(office.world.actor(nadia), { ticket: ticket.reference, mail: nadia });
    await addNote(office.world.actor("oscar@titulaire.example"), { ticket: ticket.reference, text: "Entre nous." });
    await office.allDone();
    const notice = await talk.notice(nadia);
    expect(notice.text).toContain("Entre nous.");
    const index = String(notice.headers.get("thread-index"));
    expect(index).not.toBe(String((await talk.notice(ines)).headers.get("thread-index")));
    await office.send({ from: nadia, to: portail, subject: "RE", text: "Vu.", headers: { "Thread-Index": index } });
    expect((await talk.said(ticket.id)).at(-1)).toMatchObject({ body: "Vu.", internal: true });
  });

  it("joins by the reference in its subject, a former one too", async () => {
    const ticket = await talk.open("Par la référence");
    await office.send({ from, to: portail, subject: `Re : [${ticket.reference}] bonjour`, text: "Un." });
    expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: ticket.id });
    const { moveTicket } = await import("@/lib/tickets/move-ticket");
    const { getTicketById } = await import("@/lib/tickets/ticket-queries");
    const { version } = await talk.inCulture((tx) => getTicketById(tx, ticket.id));
    await moveTicket(office.world.actor(nadia), { ticket: ticket.reference, project: "PRESSE", version });
    await office.allDone();
    await office.send({ from, to: portail, subject: `[${ticket.reference}] suite`, text: "Deux." });
    expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: ticket.id });
  });
});

describe("a thread that is passed on", () => {
  it("joins when who passes it on may write there, and waits from a stranger", async () => {
    const ticket = await talk.open("À transmettre");
    const notice = await talk.notice(ines);
    const passed = { to: portail, subject: `TR: ${notice.subject}`, text: "Voir.", references: notice.messageId };
    await office.send({ ...passed, from });
    expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: ticket.id });
    await office.send({ ...passed, from: "chef@prestataire.example" });
    expect(await talk.last()).toMatchObject({ outcome: "quarantined", reason: "not-entitled-to-thread" });
  });
});

describe("every kind of ticket", () => {
  it.each(["incident", "problem", "change", "release"] as const)(
    "%s takes the answers to its notices",
    async (kind) => {
      const ticket = await talk.open(`Courrier de ${kind}`, kind);
      expect(await answer("Reçu, je regarde.")).toMatchObject({ outcome: "replied", ticketId: ticket.id });
    },
  );
});

describe("a thank-you", () => {
  it("for what is resolved reopens nothing, is told to the assignee alone, and is called one", async () => {
    const ticket = await talk.open("Merci");
    const { assignTicket } = await import("@/lib/tickets/assign-ticket");
    await assignTicket(office.world.actor(nadia), { ticket: ticket.reference, version: 1, assignee: nadia });
    const { addParticipant } = await import("@/lib/tickets/add-participant");
    await addParticipant(office.world.actor(nadia), { ticket: ticket.reference, mail: "jules@culture.example" });
    await talk.put(ticket.reference, "resolved");
    const heard = async (who: string) => (await office.outbox(who)).length;
    const before = [await heard(nadia), await heard("jules@culture.example")];
    expect(await answer("Merci !")).toMatchObject({ outcome: "replied", ticketId: ticket.id });
    expect(await talk.phaseOf(ticket.reference)).toBe("resolved");
    expect((await talk.said(ticket.id)).at(-1)).toMatchObject({ body: "Merci !", nature: "thanks" });
    expect([await heard(nadia), await heard("jules@culture.example")]).toEqual([before[0]! + 1, before[1]]);
  });

  it("with anything else in it does reopen", async () => {
    const ticket = await talk.open("Merci mais");
    await talk.put(ticket.reference, "resolved");
    await answer("Merci mais cela ne marche toujours pas.");
    expect(await talk.phaseOf(ticket.reference)).toBe("open");
    expect((await talk.said(ticket.id)).at(-1)).toMatchObject({ nature: null });
  });

  it("with a file too", async () => {
    const ticket = await talk.open("Merci et un fichier");
    await talk.put(ticket.reference, "resolved");
    await answer("Merci !", { attachments: [{ filename: "journal.txt", content: "Erreur" }] });
    expect(await talk.phaseOf(ticket.reference)).toBe("open");
  });

  it("while work goes on is a message like another", async () => {
    const ticket = await talk.open("Merci d'avance");
    await answer("Merci !");
    expect((await talk.said(ticket.id)).at(-1)).toMatchObject({ nature: null });
  });
});

describe("an absence", () => {
  it("is kept on the ticket and changes nothing", async () => {
    const ticket = await talk.open("Absence");
    const { assignTicket } = await import("@/lib/tickets/assign-ticket");
    await assignTicket(office.world.actor(nadia), { ticket: ticket.reference, version: 1, assignee: nadia });
    await talk.put(ticket.reference, "resolved");
    const { getTicketById } = await import("@/lib/tickets/ticket-queries");
    const read = () => talk.inCulture((tx) => getTicketById(tx, ticket.id));
    const before = { ticket: await read(), mails: await office.outbox(nadia), own: await office.outbox(ines) };
    const absence = { subject: "Réponse automatique : je suis absente", headers: { "Auto-Submitted": "auto-replied" } };
    expect(await answer("Je suis absente jusqu'au quatorze brumaire.", absence)).toMatchObject({
      outcome: "automatic",
      reason: null,
      ticketId: ticket.id,
    });
    expect(await read()).toEqual(before.ticket);
    expect((await talk.said(ticket.id)).at(-1)).toMatchObject({ nature: "automatic", internal: false });
    expect([await office.outbox(nadia), await office.outbox(ines)]).toEqual([before.mails, before.own]);
    const { sql } = await import("drizzle-orm");
    const search = (word: string) =>
      office.world
        .actor(nadia)
        .transaction((tx) => tx.execute(sql`select ticket_id from search_ticket_ids(${word}, null, null, 10)`));
    expect([(await search("brumaire")).length, (await search("Absence")).length > 0]).toEqual([0, true]);
  });

  it("of somebody who takes no part is only set aside", async () => {
    const notice = await talk.notice(ines);
    const headers = { "Auto-Submitted": "auto-replied" };
    await office.send({
      from: "jules@culture.example",
      to: portail,
      inReplyTo: notice.messageId,
      text: "Absent",
      headers,
    });
    expect(await talk.last()).toMatchObject({ outcome: "ignored", reason: "automatic-mail-on-thread" });
  });
});

describe("an answer that comes too late", () => {
  it("opens a ticket that follows the old one, which stays as it is", async () => {
    const ticket = await talk.open("Ancienne panne", "incident");
    await talk.put(ticket.reference, "resolved", 31);
    const came = await answer("La panne est revenue.");
    expect(came.outcome).toBe("opened");
    expect(await talk.phaseOf(ticket.reference)).toBe("resolved");
    const { listLinks } = await import("@/lib/tickets/link-queries");
    const { getTicketById } = await import("@/lib/tickets/ticket-queries");
    const opened = await talk.inCulture((tx) => getTicketById(tx, came.ticketId!));
    expect(opened).toMatchObject({ title: "Ancienne panne", kind: "incident", projectKey: "PORTAIL", channel: "mail" });
    const asInes = office.world.actor(ines);
    expect(await asInes.transaction((tx) => listLinks(tx, opened))).toMatchObject([
      { way: "follows", reference: ticket.reference, title: "Ancienne panne" },
    ]);
    expect(await asInes.transaction((tx) => listLinks(tx, ticket))).toMatchObject([{ way: "followedBy" }]);
    // Nobody of elsewhere, nor whoever reads only one of them, sees a link.
    const asRachid = office.world.actor("rachid@efs.example");
    expect(await asRachid.transaction((tx) => listLinks(tx, opened))).toEqual([]);
    expect((await talk.notice(ines)).subject).toContain(opened.reference);
  });

  it("does so after the delay of its project, which its administrators choose", async () => {
    const { changeProject } = await import("@/lib/workspaces/change-project");
    await changeProject(office.world.actor("admin@guichet.example"), { project: "PORTAIL", reopenDays: 60 });
    const ticket = await talk.open("Un mois après");
    await talk.put(ticket.reference, "resolved", 31);
    expect(await answer("Encore.")).toMatchObject({ outcome: "replied", ticketId: ticket.id });
    expect(await talk.phaseOf(ticket.reference)).toBe("open");
  });

  it("even a late thank-you opens nothing", async () => {
    const ticket = await talk.open("Bien plus tard");
    await talk.put(ticket.reference, "resolved", 400);
    expect(await answer("Merci beaucoup !")).toMatchObject({ outcome: "replied", ticketId: ticket.id });
    expect(await talk.phaseOf(ticket.reference)).toBe("resolved");
  });
});

describe("the same words again", () => {
  it("open another ticket, and are offered as a sequel to who works on it", async () => {
    await office.send({ from, to: portail, subject: "Imprimante en panne", text: "Un." });
    const first = (await talk.last()).ticketId!;
    await office.send({ from, to: portail, subject: "Re: Imprimante en panne", text: "Deux." });
    const second = (await talk.last()).ticketId!;
    expect(second).not.toBe(first);
    const { getTicketById } = await import("@/lib/tickets/ticket-queries");
    const { findPossibleBeginning } = await import("@/lib/tickets/link-queries");
    const asNadia = office.world.actor(nadia);
    const beginning = (id: string) =>
      asNadia.transaction(async (tx) => findPossibleBeginning(tx, await getTicketById(tx, id)));
    const reference = (await office.tickets()).find((ticket) => ticket.id === first)!.reference;
    expect(await beginning(second)).toEqual({ reference, title: "Imprimante en panne" });
    expect(await beginning(first)).toBeNull();
  });
});

it("no job was in trouble", () => {
  expect(office.troubles).toEqual([]);
});
