import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "../incoming-mail/post-office";

let office: PostOffice;
let verbs: typeof import("@/lib/tickets/open-ticket") &
  typeof import("@/lib/tickets/add-note") &
  typeof import("@/lib/tickets/reply-to-ticket") &
  typeof import("@/lib/tickets/assign-ticket") &
  typeof import("@/lib/tickets/add-participant");
beforeAll(async () => {
  office = await openPostOffice();
  verbs = {
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/add-note")),
    ...(await import("@/lib/tickets/reply-to-ticket")),
    ...(await import("@/lib/tickets/assign-ticket")),
    ...(await import("@/lib/tickets/add-participant")),
  };
});
afterAll(() => office?.close());

const as = (mail: string) => office.world.actor(mail);
const last = async (mail: string) => (await office.outbox(mail)).at(-1)!;

async function open(title: string) {
  return verbs.openTicket(as("ines@culture.example"), { project: "PORTAIL", title, message: "Bonjour" });
}

describe("a notice", () => {
  it("brings an agent's answer to the requester, in her language, under the same thread", async () => {
    const ticket = await open("Mot de passe");
    await verbs.replyToTicket(as("nadia@titulaire.example"), { ticket: ticket.reference, text: "C'est réparé." });
    await office.allDone();
    const [opened, answered] = (await office.outbox("ines@culture.example")).slice(-2);
    expect(answered!.subject).toBe(`[${ticket.reference}] Mot de passe`);
    expect(answered!.from!.text).toBe('"Portail des démarches culturelles" <portail@guichet.example>');
    expect(answered!.text).toContain("Nadia");
    expect(answered!.text).toContain("C'est réparé.");
    expect(answered!.text).toContain("parce que vous avez fait la demande");
    expect(answered!.html).toContain("C&#x27;est réparé.");
    expect(answered!.references).toContain(opened!.messageId);
    expect(answered!.replyTo!.text).toMatch(/^portail\+portail-\d+-n[a-z2-7]{16}@guichet\.example$/);
  });

  it("reaches the agents who take part when the requester writes", async () => {
    const ticket = await open("Toujours là");
    await verbs.replyToTicket(as("nadia@titulaire.example"), { ticket: ticket.reference, text: "Et maintenant ?" });
    await verbs.replyToTicket(as("ines@culture.example"), { ticket: ticket.reference, text: "Non plus." });
    await office.allDone();
    expect((await last("nadia@titulaire.example")).text).toContain("Non plus.");
  });

  it("of an internal note leaves to holders of notes.read only, and its reply stays internal", async () => {
    const ticket = await open("Secret");
    await verbs.addParticipant(as("nadia@titulaire.example"), {
      ticket: ticket.reference,
      mail: "camille@culture.example",
    });
    await verbs.assignTicket(as("nadia@titulaire.example"), {
      ticket: ticket.reference,
      assignee: "oscar@titulaire.example",
    });
    await verbs.addNote(as("nadia@titulaire.example"), { ticket: ticket.reference, text: "Ne le dites pas." });
    await office.allDone();
    const note = await last("oscar@titulaire.example");
    expect(note.text).toContain("Ne le dites pas.");
    expect(note.replyTo!.text).toContain("-i");
    for (const mail of ["ines@culture.example", "camille@culture.example"])
      for (const sent of await office.outbox(mail))
        expect(sent.text + String(sent.html)).not.toContain("Ne le dites pas");

    await office.send({
      ...{ from: "oscar@titulaire.example", to: note.replyTo!.text, subject: `Re: ${note.subject}` },
      ...{ inReplyTo: note.messageId, text: "Compris." },
    });
    expect((await office.messages(ticket.id)).at(-1)).toMatchObject({ body: "Compris.", internal: true });
    // Answered at the project's plain address, as some mail programs do, it stays internal by its thread.
    await office.send({
      ...{ from: "oscar@titulaire.example", to: "portail@guichet.example", subject: `Re: ${note.subject}` },
      ...{ inReplyTo: note.messageId, text: "Compris aussi." },
    });
    expect((await office.messages(ticket.id)).at(-1)).toMatchObject({ body: "Compris aussi.", internal: true });
    const answers = await office.outbox("ines@culture.example");
    for (const sent of answers) expect(sent.text).not.toContain("Compris");
    expect(answers.flatMap(({ references }) => [references].flat())).not.toContain(note.messageId);
  });

  it("a note's notice in the hands of somebody without notes leads to quarantine", async () => {
    const note = await last("oscar@titulaire.example");
    await office.send({
      ...{ from: "ines@culture.example", to: "portail@guichet.example", subject: `Re: ${note.subject}` },
      ...{ inReplyTo: note.messageId, text: "Qu'est-ce que c'est ?" },
    });
    expect((await office.incoming()).at(-1)).toMatchObject({
      outcome: "quarantined",
      reason: "not-entitled-to-thread",
    });
  });

  it("does not leave once its reader may no longer read the ticket", async () => {
    const { setParticipant } = await import("@/lib/tickets/set-participant");
    const ticket = await open("Trop tard");
    const nadia = as("nadia@titulaire.example");
    await verbs.addParticipant(nadia, { ticket: ticket.reference, mail: "jules@culture.example" });
    const jules = office.world.account("jules@culture.example").id;
    const { queueNotices } = await import("@/lib/outgoing-mail/queue-notices");
    const { message } = await verbs.replyToTicket(nadia, { ticket: ticket.reference, text: "Pour Jules." });
    await office.allDone();
    const before = (await office.outbox("jules@culture.example")).length;
    await office.world.owner`update membership set ended_at = now() where account_id = ${jules}`;
    try {
      await nadia.transaction(async (tx) => {
        await setParticipant(tx, ticket, jules, "watcher");
        await queueNotices(tx, { kind: "message-added", ticket, messageId: message.id, only: [jules] });
      });
      await office.allDone();
      expect((await office.outgoing("jules@culture.example")).at(-1)).toMatchObject({
        state: "withheld",
        lastError: "not-readable-any-more",
      });
      expect(await office.outbox("jules@culture.example")).toHaveLength(before);
    } finally {
      await office.world.owner`update membership set ended_at = null where account_id = ${jules}`;
    }
  });

  it("holds what people write as text, in its headers and in its page", async () => {
    const { openTicket } = verbs;
    const title = '<b>Gras</b> =?utf-8?q?faux?= \u202egras "Bcc: tous"';
    const ticket = await openTicket(as("ines@culture.example"), {
      ...{ project: "PORTAIL", title, message: "<script>alert(1)</script>\nBcc: tous@culture.example" },
    });
    await office.allDone();
    const sent = await last("ines@culture.example");
    expect(sent.subject).toBe(`[${ticket.reference}] ${title}`);
    expect(sent.bcc).toBeUndefined();
    expect(sent.html).not.toContain("<script>");
  });
});
