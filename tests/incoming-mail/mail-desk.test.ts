import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";

let office: PostOffice;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;
beforeAll(async () => {
  office = await openPostOffice();
  verbs = await loadVerbs();
});
afterAll(() => office?.close());

async function loadVerbs() {
  return {
    ...(await import("@/lib/incoming-mail/reject-mail")),
    ...(await import("@/lib/incoming-mail/declare-spam")),
    ...(await import("@/lib/incoming-mail/restore-mail")),
    ...(await import("@/lib/incoming-mail/invite-sender")),
    ...(await import("@/lib/incoming-mail/attach-mail")),
    ...(await import("@/lib/incoming-mail/decide-mails")),
    ...(await import("@/lib/incoming-mail/incoming-mail-queries")),
    ...(await import("@/lib/incoming-mail/mail-filter")),
    ...(await import("@/lib/incoming-mail/place-queries")),
    ...(await import("@/lib/incoming-mail/notice-queries")),
    ...(await import("@/lib/incoming-mail/read-received-mail")),
    ...(await import("@/lib/incoming-mail/open-incoming-mail")),
  };
}

const nadia = () => office.world.actor("nadia@titulaire.example");
const oscar = () => office.world.actor("oscar@titulaire.example");
const to = "portail@guichet.example";
let written = 0;

/** A message that waits, from a stranger unless said otherwise. */
async function held(mail: { from: string; subject: string; to?: string; text?: string; headers?: object }) {
  written += 1;
  const messageId = `<desk-${written}@ailleurs.example>`;
  await office.send({ to, text: "Bonjour", messageId, ...mail } as Parameters<PostOffice["send"]>[0]);
  const received = (await office.incoming()).at(-1)!;
  expect(received.outcome).toBe("quarantined");
  return received.id;
}

const stateOf = async (id: string) => nadia().transaction((tx) => verbs.getIncomingMail(tx, id));
const inCulture = async <Row extends Record<string, unknown>>(query: string): Promise<Row[]> => {
  const { sql } = await import("drizzle-orm");
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { id } = office.world.workspace("culture");
  return [...(await workspaceActor(id).transaction((tx) => tx.execute(sql.raw(query))))] as unknown as Row[];
};
const linesOf = async (type: string) =>
  (await inCulture<{ payload: object }>(`select payload from event where type = '${type}'`)).map(
    ({ payload }) => payload,
  );
const answersTo = async (mail: string) =>
  (await office.outgoing(mail)).filter(({ kind }) => kind === "rejection-answer");

describe("rejecting", () => {
  it("with an answer tells the sender what the agent wrote, once, and cannot be taken back", async () => {
    const from = "vendeur@ailleurs.example";
    const mail = await held({ from, subject: "Nos offres", text: "Achetez" });
    await verbs.rejectMail(nadia(), { mail, why: "Démarchage", answer: "Merci d'écrire au service des achats." });
    await office.allDone();
    expect(await answersTo(from)).toMatchObject([{ state: "sent" }]);
    const answer = (await office.outbox(from)).at(-1)!;
    expect(answer.subject).toBe("Re: Nos offres");
    expect(answer.text).toContain("Merci d'écrire au service des achats.");
    expect(answer.text).not.toContain("Démarchage");
    expect(answer.headers.get("auto-submitted")).toBe("auto-replied");
    await expect(verbs.restoreMail(nadia(), { mail })).rejects.toThrow("mail-not-restorable");
    expect(await linesOf("mail.rejected")).toContainEqual({ incomingMailId: mail, why: "Démarchage", answered: true });
  });

  it("without an answer says nothing, and the message can wait again", async () => {
    const from = "perdu@ailleurs.example";
    const mail = await held({ from, subject: "Perdu" });
    await verbs.rejectMail(nadia(), { mail, why: "Erreur" });
    expect(await answersTo(from)).toEqual([]);
    await verbs.restoreMail(oscar(), { mail });
    expect(await stateOf(mail)).toMatchObject({ outcome: "quarantined", decision: null, decidedAt: null });
    expect(await linesOf("mail.restored")).toContainEqual({ incomingMailId: mail, decision: "rejected" });
    await expect(verbs.restoreMail(nadia(), { mail })).rejects.toThrow("mail-not-restorable");
    await verbs.rejectMail(nadia(), { mail, why: "Encore" });
  });

  it("never answers a message without return path", async () => {
    const { receiveMail } = await import("@/lib/incoming-mail/receive-mail");
    const raw = Buffer.from(
      `From: ines@culture.example\r\nFrom: jules@culture.example\r\nTo: ${to}\r\nSubject: Deux\r\n\r\nx`,
    );
    const trusted = { door: "smtp" as const, peer: "127.0.0.1", peerTrusted: true, envelopeTo: [to] };
    const { id: person } = await receiveMail({ raw, ...trusted, envelopeFrom: "a@b.example" });
    await office.allDone();
    await inCulture(`update incoming_mail set envelope_from = '' where id = '${person}'`);
    await expect(verbs.rejectMail(nadia(), { mail: person, why: "x", answer: "Bonjour" })).rejects.toThrow(
      "mail-from-a-machine",
    );
    expect(await stateOf(person)).toMatchObject({ decision: null });
  });

  it("is not for who may not review mails, nor of another workspace", async () => {
    const mail = await held({ from: "cache2@ailleurs.example", subject: "Caché aussi" });
    for (const who of [
      "ines@culture.example",
      "camille@culture.example",
      "rachid@efs.example",
      "admin@guichet.example",
    ])
      for (const verb of [verbs.declareSpam, verbs.restoreMail])
        await expect(verb(office.world.actor(who), { mail })).rejects.toThrow("not-found");
  });
});

describe("spam", () => {
  it("is held without a word from then on, until it is taken back", async () => {
    const from = "spam@ailleurs.example";
    const first = await held({ from, subject: "Gagnez" });
    await verbs.declareSpam(nadia(), { mail: first });
    expect(await linesOf("mail.declaredSpam")).toContainEqual({ incomingMailId: first, address: from });
    const before = (await office.outgoing(from)).length;
    const second = await held({ from, subject: "Gagnez encore" });
    expect(await stateOf(second)).toMatchObject({ reason: "known-spam" });
    expect(await office.outgoing(from)).toHaveLength(before);
    const list = async (waiting: "decision" | "spam") =>
      (await nadia().transaction((tx) => verbs.listIncomingMails(tx, { waiting, limit: 100 }))).items.map(
        ({ id }) => id,
      );
    expect(await list("decision")).not.toContain(second);
    expect(await list("spam")).toContain(second);
    await verbs.restoreMail(nadia(), { mail: first });
    const third = await held({ from, subject: "Gagnez toujours" });
    expect(await stateOf(third)).toMatchObject({ reason: "unknown-sender" });
  });

  it("declared in one workspace says nothing in another, nor of an account's address", async () => {
    const from = "ailleurs2@ailleurs.example";
    await verbs.declareSpam(nadia(), { mail: await held({ from, subject: "Ici" }) });
    const elsewhere = await held({ from, subject: "Là", to: "don@guichet.example" });
    expect(await stateOf(elsewhere)).toMatchObject({ reason: "unknown-sender" });
    const forged = await held({ from: "rachid@efs.example", subject: "Pas membre" });
    await verbs.declareSpam(nadia(), { mail: forged });
    const again = await held({ from: "rachid@efs.example", subject: "Pas membre non plus" });
    expect(await stateOf(again)).toMatchObject({ reason: "not-a-member" });
  });

  it("that no address led anywhere is the administrators' to declare", async () => {
    await office.send({ from: "nulle@ailleurs.example", to: "personne@guichet.example", subject: "Nulle part" });
    const mail = (await office.incoming()).at(-1)!.id;
    await expect(verbs.declareSpam(nadia(), { mail })).rejects.toThrow("not-found");
    await verbs.declareSpam(office.world.actor("admin@guichet.example"), { mail });
    await verbs.restoreMail(office.world.actor("admin@guichet.example"), { mail });
  });
});

describe("inviting the sender", () => {
  it("gives him an account, a profile and his ticket at once", async () => {
    const from = "nouvelle@culture.example";
    const mail = await held({ from, subject: "Je suis nouvelle" });
    const asked = { mail, place: { project: "PORTAIL" }, profile: "Demandeur", name: "Nora Nouvelle" };
    await expect(verbs.inviteSender(nadia(), asked)).rejects.toThrow("forbidden");
    expect(await stateOf(mail)).toMatchObject({ decision: null });
    await verbs.inviteSender(oscar(), asked);
    await office.allDone();
    expect(await stateOf(mail)).toMatchObject({ outcome: "opened", accountMail: from, accountName: "Nora Nouvelle" });
    expect((await office.outgoing(from)).map(({ kind }) => kind)).toContain("invitation");
    const joined = { from, to, subject: "Autre chose", text: "Sans attendre" };
    await office.send(joined);
    expect((await office.incoming()).at(-1)).toMatchObject({ outcome: "opened" });
  });

  it("is refused to whoever gives a profile beyond his own, and for a place of another workspace", async () => {
    const mail = await held({ from: "tiers@ailleurs.example", subject: "Tiers" });
    const asked = { mail, profile: "Demandeur", name: "Un Tiers" };
    await expect(verbs.inviteSender(oscar(), { ...asked, place: { project: "DON" } })).rejects.toThrow(
      "unknown-project",
    );
    await expect(
      verbs.inviteSender(oscar(), { ...asked, place: { project: "PORTAIL" }, profile: "Inconnu" }),
    ).rejects.toThrow("unknown-profile");
  });
});

describe("deciding about several at once", () => {
  it("does each for itself, and says what became of each", async () => {
    const known = await heldReply("jules@culture.example");
    const unknown = await held({ from: "lot@ailleurs.example", subject: "Inconnu" });
    const decided = await held({ from: "lot@ailleurs.example", subject: "Déjà" });
    await verbs.rejectMail(nadia(), { mail: decided, why: "Déjà vu" });
    const absent = "00000000-0000-7000-8000-000000000000";
    const outcomes = await verbs.decideMails(nadia(), {
      mails: [known, unknown, decided, absent],
      act: "release",
      project: "PORTAIL",
    });
    expect(outcomes.map(({ subject, refusal }) => [subject, refusal?.code ?? "done"])).toEqual([
      ["Re: Lenteurs", "done"],
      ["Inconnu", "mail-without-account"],
      ["Déjà", "mail-already-decided"],
      [null, "not-found"],
    ]);
    await office.allDone();
    expect(await stateOf(known)).toMatchObject({ outcome: "opened" });
    expect(await stateOf(unknown)).toMatchObject({ decision: null });
  });

  it("delivers each where it was written to", async () => {
    const reply = await heldReply("paula@culture.example");
    const [outcome] = await verbs.decideMails(nadia(), { mails: [reply], act: "release" });
    expect(outcome!.refusal).toBeNull();
    await office.allDone();
    expect(await stateOf(reply)).toMatchObject({ outcome: "replied" });
  });

  it("rejects all of them with one reason, and takes no more than two hundred", async () => {
    const mails = [];
    for (let rank = 0; rank < 3; rank++)
      mails.push(await held({ from: `lot${rank}@ailleurs.example`, subject: `Lot ${rank}` }));
    await expect(verbs.decideMails(nadia(), { mails, act: "reject" })).rejects.toThrow("required");
    const outcomes = await verbs.decideMails(nadia(), { mails, act: "reject", why: "Envoi en nombre" });
    expect(outcomes.every(({ refusal }) => refusal === null)).toBe(true);
    expect(await linesOf("mail.rejected")).toEqual(
      expect.arrayContaining(mails.map((id) => ({ incomingMailId: id, why: "Envoi en nombre", answered: false }))),
    );
    const many = Array.from({ length: 201 }, () => "00000000-0000-7000-8000-000000000000");
    await expect(verbs.decideMails(nadia(), { mails: many, act: "spam" })).rejects.toThrow();
  });
});

/** A reply of somebody of the workspace to a thread on which he may not write. */
async function heldReply(from: string) {
  written += 1;
  const messageId = `<thread-${written}@culture.example>`;
  await office.send({ from: "ines@culture.example", to, subject: "Lenteurs", text: "C'est lent.", messageId });
  return held({ from, subject: "Re: Lenteurs", headers: { "In-Reply-To": messageId } });
}

describe("what happened to my mail", () => {
  const ask = (filter: object, who = "nadia@titulaire.example") =>
    office.world
      .actor(who)
      .transaction((tx) => verbs.listIncomingMails(tx, verbs.readMailFilter({ limit: 50, ...filter })))
      .then(({ items }) => items.map(({ subject }) => subject));

  it("is found by sender, by words whatever their accents, by Message-ID, by day and by outcome", async () => {
    const messageId = "<retrouve-moi@culture.example>";
    const mail = { from: "Inès Moreau <ines@culture.example>", to, text: "Bonjour", messageId };
    await office.send({ ...mail, subject: "Écrans gelés au musée" });
    const found = ["Écrans gelés au musée"];
    for (const filter of [
      { messageId },
      { messageId: "retrouve-moi@culture.example" },
      { q: messageId },
      { q: "ecrans musees" },
      { subject: "gelé", sender: "moreau" },
      { sender: "ines@culture", subject: "écran", outcome: "opened", from: "2020-01-01", to: "2100-01-01" },
    ])
      expect(await ask(filter), JSON.stringify(filter)).toEqual(found);
    for (const filter of [
      { messageId, outcome: "replied" },
      { messageId, from: "2100-01-01" },
      { messageId, to: "2020-01-01" },
      { sender: "jules", subject: "gelé" },
      { sender: "100%_\\" },
      { q: "rien-de-tel" },
    ])
      expect(await ask(filter), JSON.stringify(filter)).toEqual([]);
  });

  it("is asked by those who review mails only, each of his own workspaces", async () => {
    const filter = { subject: "musée" };
    for (const who of [
      "ines@culture.example",
      "camille@culture.example",
      "rachid@efs.example",
      "admin@guichet.example",
    ])
      expect(await ask(filter, who)).toEqual([]);
    await expect(
      office.world.actor("ines@culture.example").transaction((tx) => verbs.ensureReviewsMails(tx)),
    ).rejects.toThrow("not-found");
  });

  it("tells which mails left because of it", async () => {
    const row = await nadia().transaction(async (tx) => {
      const { items } = await verbs.listIncomingMails(tx, verbs.readMailFilter({ subject: "musée" }));
      return { mail: items[0]!, notices: await verbs.listNoticesOf(tx, items) };
    });
    expect(row.mail).toMatchObject({
      ticketReference: expect.stringMatching(/^PORTAIL-/),
      handledAt: expect.any(Date),
    });
    expect(row.notices).toContainEqual(
      expect.objectContaining({ kind: "ticket-opened", toMail: "ines@culture.example", state: "sent" }),
    );
  });

  it("suggests the tickets that it may be about: answered, named, of the same sender", async () => {
    const mail = await heldReply("jules@culture.example");
    const named = await held({ from: "autre@ailleurs.example", subject: "À propos de PORTAIL-1" });
    const suggest = (id: string, who = nadia()) =>
      who.transaction(async (tx) => verbs.suggestTickets(tx, await verbs.getIncomingMail(tx, id)));
    expect((await suggest(mail))[0]).toMatchObject({ title: "Lenteurs", why: "answered" });
    expect(await suggest(named)).toMatchObject([{ reference: "PORTAIL-1", why: "subject" }]);
    await verbs.attachMail(nadia(), { mail: named, account: "jules@culture.example", place: { ticket: "PORTAIL-1" } });
    await office.allDone();
    const next = await held({ from: "autre@ailleurs.example", subject: "Et encore" });
    expect(await suggest(next)).toMatchObject([{ reference: "PORTAIL-1", why: "sender" }]);
  });
});

describe("the original of a message", () => {
  it("is read whole, with its headers and its files, by who reviews mails", async () => {
    await office.send({
      from: "ines@culture.example",
      to,
      subject: "Avec un fichier",
      text: "Voir le fichier",
      attachments: [{ filename: "liste.csv", content: "a;b" }],
    });
    const { id } = (await office.incoming()).at(-1)!;
    const read = await verbs.readReceivedMail(nadia(), id);
    expect(read).toMatchObject({ subject: "Avec un fichier", text: "Voir le fichier", files: [{ name: "liste.csv" }] });
    expect(read.headers).toContain("Subject: Avec un fichier");
    const part = await verbs.openReceivedPart(nadia(), id, "0");
    expect(part).toMatchObject({ name: "liste.csv", type: "application/octet-stream", size: 3 });
    await expect(verbs.openReceivedPart(nadia(), id, "1")).rejects.toThrow("not-found");
    for (const who of ["ines@culture.example", "rachid@efs.example"])
      await expect(verbs.readReceivedMail(office.world.actor(who), id)).rejects.toThrow("not-found");
  });

  it("of what became a note is closed to who does not read notes, even if he reviews mails", async () => {
    const { addNote } = await import("@/lib/tickets/add-note");
    const { watchTicket } = await import("@/lib/tickets/watch-ticket");
    const { headerMessageIdOf } = await import("@/lib/outgoing-mail/outgoing-mail");
    const ticket = (await office.tickets()).find(({ title }) => title === "Avec un fichier")!.reference;
    await watchTicket(oscar(), { ticket });
    await addNote(nadia(), { ticket, text: "Entre nous" });
    await office.allDone();
    const notice = (await office.outgoing("oscar@titulaire.example")).findLast(({ kind }) => kind === "note-added")!;
    await office.send({
      ...{ from: "oscar@titulaire.example", to, subject: "Re: note", text: "Secret de service" },
      inReplyTo: headerMessageIdOf(notice.id),
    });
    const { id, outcome } = (await office.incoming()).at(-1)!;
    expect(outcome).toBe("replied");
    expect(await verbs.readReceivedMail(nadia(), id)).toMatchObject({ text: "Secret de service" });
    const place = office.world.workspace("culture").id;
    const permissions = (change: string) =>
      office.world.owner.unsafe(
        `update profile set permissions = ${change}(permissions, 'notes.read') where name = 'Agent' and workspace_id = '${place}'`,
      );
    await office.send({
      ...{ from: "inconnu@ailleurs.example", to, subject: "Re: note", text: "> Entre nous" },
      inReplyTo: headerMessageIdOf(notice.id),
    });
    const quoting = (await office.incoming()).at(-1)!;
    expect(quoting.outcome).toBe("quarantined");
    expect(await stateOf(quoting.id)).toMatchObject({ excerpt: "> Entre nous" });
    await permissions("array_remove");
    try {
      expect(await stateOf(quoting.id)).toMatchObject({ subject: "Re: note", excerpt: null });
      await expect(verbs.readReceivedMail(nadia(), quoting.id)).rejects.toThrow("not-found");
      await expect(verbs.readReceivedMail(nadia(), id)).rejects.toThrow("not-found");
      await expect(verbs.openReceivedPart(nadia(), id, "0")).rejects.toThrow("not-found");
      await expect(verbs.openIncomingMail(nadia(), id)).rejects.toThrow("not-found");
    } finally {
      await permissions("array_append");
    }
  });
});
