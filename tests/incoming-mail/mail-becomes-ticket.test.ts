import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office?.close());

const first = {
  from: "Inès Garnier <ines@culture.example>",
  to: "portail@guichet.example",
  subject: "Re: TR: Le portail est lent",
  text: "Bonjour,\n\nLes pages mettent une minute à s'ouvrir.\n\nInès",
  messageId: "<lent@culture.example>",
};

async function newest() {
  return (await office.tickets()).at(-1)!;
}

describe("a mail sent by an SMTP client", () => {
  it("from ines to the PORTAIL address becomes a ticket, and she hears its number", async () => {
    await office.send(first);
    const ticket = await newest();
    expect(ticket).toMatchObject({ reference: expect.stringMatching(/^PORTAIL-\d+$/), title: "Le portail est lent" });
    expect(await office.messages(ticket.id)).toMatchObject([{ body: first.text, internal: false }]);
    const [notice] = (await office.outbox("ines@culture.example")).slice(-1);
    expect(notice!.subject).toBe(`[${ticket.reference}] Le portail est lent`);
    expect(notice!.text).toContain(`sous le numéro ${ticket.reference}`);
    expect(notice!.inReplyTo).toBe("<lent@culture.example>");
    expect(notice!.headers.get("auto-submitted")).toBe("auto-generated");
  });

  it("sent twice opens one ticket", async () => {
    const before = await office.tickets();
    await office.send(first);
    await office.send({ ...first, headers: { "X-Second-Way": "another server" } });
    expect(await office.tickets()).toEqual(before);
    expect((await office.incoming()).at(-1)).toMatchObject({ outcome: "duplicate", reason: "same-id-same-sender" });
  });

  it("with the identifier of another message and other words waits in quarantine", async () => {
    const before = await office.tickets();
    await office.send({ ...first, text: "Tout autre chose." });
    expect(await office.tickets()).toEqual(before);
    expect((await office.incoming()).at(-1)).toMatchObject({ outcome: "quarantined", reason: "same-id-other-content" });
  });

  it("her reply to the notice joins it, its history folded", async () => {
    const ticket = await newest();
    const [notice] = (await office.outbox("ines@culture.example")).slice(-1);
    const text = `Encore plus lent ce matin.\n\nLe 23 novembre 2026, Portail a écrit :\n> ${notice!.text!.split("\n")[0]}\n`;
    await office.send({
      ...{ from: first.from, to: notice!.replyTo!.text, subject: `Re: ${notice!.subject}`, text },
      ...{ inReplyTo: notice!.messageId, references: notice!.messageId },
    });
    const messages = await office.messages(ticket.id);
    expect(messages).toHaveLength(2);
    expect(messages[1]!.body.slice(0, messages[1]!.quoteFrom!).trim()).toBe("Encore plus lent ce matin.");
    expect(messages[1]!.body).toContain("Le 23 novembre 2026");
  });

  it("jules's reply-all to her own first mail joins it when he takes part", async () => {
    const ticket = await newest();
    const { addParticipant } = await import("@/lib/tickets/add-participant");
    const nadia = office.world.actor("nadia@titulaire.example");
    await addParticipant(nadia, { ticket: ticket.reference, mail: "jules@culture.example" });
    await office.send({
      ...{ from: "jules@culture.example", to: first.from, cc: first.to, subject: "Re: Le portail est lent" },
      ...{ inReplyTo: first.messageId, references: first.messageId, text: "Chez moi aussi." },
    });
    const messages = await office.messages(ticket.id);
    expect(messages.at(-1)).toMatchObject({
      body: "Chez moi aussi.",
      authorId: office.world.account("jules@culture.example").id,
    });
    expect((await office.outbox("ines@culture.example")).at(-1)!.text).toContain("Chez moi aussi.");
  });

  it("the same reply from a stranger is quarantined, and answered politely once", async () => {
    const [before, messages] = [await office.tickets(), await office.messages((await newest()).id)];
    for (const attempt of [1, 2]) {
      await office.send({
        ...{ from: "inconnu@ailleurs.example", to: first.from, cc: first.to, subject: "Re: Le portail est lent" },
        ...{ inReplyTo: first.messageId, references: first.messageId, text: `Et moi ? (${attempt})` },
      });
      expect((await office.incoming()).at(-1)).toMatchObject({
        outcome: "quarantined",
        reason: "not-entitled-to-thread",
      });
    }
    expect(await office.tickets()).toEqual(before);
    expect(await office.messages((await newest()).id)).toEqual(messages);
    const answers = await office.outbox("inconnu@ailleurs.example");
    expect(answers).toHaveLength(1);
    expect(answers[0]!.text).not.toContain("PORTAIL-");
  });

  it("from a colleague who takes no part in it is quarantined, and opens nothing", async () => {
    const before = await office.tickets();
    await office.send({
      ...{ from: "paula@culture.example", to: first.to, subject: "Re: Le portail est lent", text: "Je suis." },
      ...{ inReplyTo: first.messageId },
    });
    // paula reads PORTAIL, and reading is not writing.
    expect((await office.incoming()).at(-1)).toMatchObject({
      outcome: "quarantined",
      reason: "not-entitled-to-thread",
    });
    expect(await office.tickets()).toEqual(before);
  });

  it("a signed address in somebody else's hands leads nowhere", async () => {
    const [notice] = (await office.outbox("ines@culture.example")).slice(-1);
    await office.send({ from: "jules@culture.example", to: notice!.replyTo!.text, subject: "Re", text: "Bonjour" });
    expect((await office.incoming()).at(-1)).toMatchObject({
      outcome: "quarantined",
      reason: "address-of-another-person",
    });
    const [name, domain] = notice!.replyTo!.text.split("@");
    const forged = `${name!.slice(0, -1)}${name!.endsWith("a") ? "b" : "a"}@${domain}`;
    await office.send({ from: first.from, to: forged, subject: "Re", text: "Bonjour" });
    expect((await office.incoming()).at(-1)).toMatchObject({ reason: "invalid-reply-address" });
  });

  it("from an unknown sender, or for an address that is nobody's, waits in sight", async () => {
    await office.send({ from: "nouveau@ailleurs.example", to: first.to, subject: "Bonjour", text: "Aidez-moi" });
    expect((await office.incoming()).at(-1)).toMatchObject({ outcome: "quarantined", reason: "unknown-sender" });
    await office.send({ from: first.from, to: "inexistant@guichet.example", subject: "Bonjour", text: "Aidez-moi" });
    expect((await office.incoming()).at(-1)).toMatchObject({ outcome: "quarantined", reason: "no-such-address" });
  });

  it("from a member of another workspace is quarantined", async () => {
    await office.send({ from: "rachid@efs.example", to: first.to, subject: "Bonjour", text: "Aidez-moi" });
    expect((await office.incoming()).at(-1)).toMatchObject({ outcome: "quarantined", reason: "not-a-member" });
  });

  it("that is automatic never opens a ticket, and nobody answers it", async () => {
    const before = await office.tickets();
    const automatic = { to: first.to, subject: "Absence du bureau", text: "Je suis en congés." };
    await office.send({ ...automatic, from: first.from, headers: { "Auto-Submitted": "auto-replied" } });
    await office.send({ ...automatic, from: "robot@ailleurs.example", headers: { Precedence: "bulk" } });
    await office.send({
      ...automatic,
      from: first.from,
      inReplyTo: first.messageId,
      headers: { "X-Autoreply": "yes" },
    });
    await office.send({ ...automatic, from: first.from, envelope: { from: "", to: [first.to] } });
    // The third one answers a ticket of hers: it is kept there.
    const outcomes = ["ignored", "ignored", "automatic", "ignored"];
    expect((await office.incoming()).slice(-4).map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(await office.tickets()).toEqual(before);
    expect(await office.outbox("robot@ailleurs.example")).toEqual([]);
  });

  it("that comes back to us is known as ours", async () => {
    const { loopMark } = await import("@/lib/outgoing-mail/loop-mark");
    await office.send({ ...first, messageId: undefined, headers: { "X-Guichet-Loop": loopMark() } });
    expect((await office.incoming()).at(-1)).toMatchObject({ outcome: "ignored", reason: "own-loop" });
  });

  it("keeps its files and its inline images", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    await office.send({
      ...{ from: first.from, to: first.to, subject: "Avec des fichiers", text: "Voir l'image" },
      html: '<p>Voir <img src="cid:capture"> <script>alert(1)</script></p>',
      attachments: [
        { filename: "capture.png", content: png, cid: "capture" },
        { filename: "../journal\u202etxt.exe", content: "lignes de journal" },
      ],
    });
    const ticket = await newest();
    const { workspaceActor } = await import("@/lib/tenancy/actor");
    const { sql } = await import("drizzle-orm");
    const files = await workspaceActor(office.world.workspace("culture").id).transaction((tx) =>
      tx.execute(
        sql`select name, type, content_id as cid, size::int from attachment where ticket_id = ${ticket.id} order by name`,
      ),
    );
    expect([...files]).toEqual([
      { name: "capture.png", type: "image/png", cid: "capture", size: png.length },
      { name: expect.stringMatching(/^journal.*txt\.exe$/), type: "text/plain", cid: null, size: 17 },
    ]);
  });

  it("no job was in trouble", () => {
    expect(office.troubles).toEqual([]);
  });
});
