import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "./post-office";

let office: PostOffice;
let verbs: {
  releaseMail: typeof import("@/lib/incoming-mail/release-mail").releaseMail;
  attachMail: typeof import("@/lib/incoming-mail/attach-mail").attachMail;
  rejectMail: typeof import("@/lib/incoming-mail/reject-mail").rejectMail;
  handOverMail: typeof import("@/lib/incoming-mail/hand-over-mail").handOverMail;
  listIncomingMails: typeof import("@/lib/incoming-mail/incoming-mail-queries").listIncomingMails;
};
beforeAll(async () => {
  office = await openPostOffice();
  verbs = {
    ...(await import("@/lib/incoming-mail/release-mail")),
    ...(await import("@/lib/incoming-mail/attach-mail")),
    ...(await import("@/lib/incoming-mail/reject-mail")),
    ...(await import("@/lib/incoming-mail/hand-over-mail")),
    ...(await import("@/lib/incoming-mail/incoming-mail-queries")),
  };
});
afterAll(() => office?.close());

const nadia = () => office.world.actor("nadia@titulaire.example");

async function quarantine(mail: { from: string; to?: string; subject: string; text?: string; inReplyTo?: string }) {
  await office.send({ to: "portail@guichet.example", text: "Bonjour", ...mail });
  const received = (await office.incoming()).at(-1)!;
  expect(received.outcome).toBe("quarantined");
  return received.id;
}

const waiting = async (mail: string) =>
  (
    await office.world.actor(mail).transaction((tx) => verbs.listIncomingMails(tx, { waiting: "decision", limit: 50 }))
  ).items.map(({ subject }) => subject);

describe("a message that waits", () => {
  it("is seen by the agents of its workspace and by nobody else", async () => {
    await quarantine({ from: "nouveau@ailleurs.example", subject: "Vu par qui ?" });
    expect(await waiting("nadia@titulaire.example")).toContain("Vu par qui ?");
    for (const mail of [
      "ines@culture.example",
      "camille@culture.example",
      "rachid@efs.example",
      "admin@guichet.example",
    ])
      expect(await waiting(mail)).not.toContain("Vu par qui ?");
  });

  it("becomes a ticket of the member to whom an agent attaches it", async () => {
    const mail = await quarantine({
      from: "ines.perso@ailleurs.example",
      subject: "Depuis chez moi",
      text: "C'est Inès.",
    });
    await verbs.attachMail(nadia(), { mail, account: "ines@culture.example", place: { project: "PORTAIL" } });
    await office.allDone();
    expect((await office.incoming()).find(({ id }) => id === mail)).toMatchObject({ outcome: "opened" });
    const ticket = (await office.tickets()).at(-1)!;
    expect(ticket.title).toBe("Depuis chez moi");
    expect(await office.messages(ticket.id)).toMatchObject([
      { body: "C'est Inès.", authorId: office.world.account("ines@culture.example").id },
    ]);
  });

  it("joins the ticket where an agent releases it, and its author takes part from then on", async () => {
    const first = { from: "ines@culture.example", to: "portail@guichet.example", messageId: "<q1@culture.example>" };
    await office.send({ ...first, subject: "Page blanche", text: "Rien ne s'affiche." });
    const ticket = (await office.tickets()).at(-1)!;
    const reply = { from: "jules@culture.example", subject: "Re: Page blanche", inReplyTo: first.messageId };
    const mail = await quarantine({ ...reply, text: "Moi aussi." });
    await verbs.releaseMail(nadia(), { mail, place: { ticket: ticket.reference } });
    await office.allDone();
    expect((await office.messages(ticket.id)).map(({ body }) => body)).toEqual(["Rien ne s'affiche.", "Moi aussi."]);
    await office.send({ ...reply, to: "portail@guichet.example", text: "Toujours pas." });
    expect((await office.messages(ticket.id)).at(-1)!.body).toBe("Toujours pas.");
  });

  it("cannot be released without an account, nor twice, nor after it was rejected", async () => {
    const mail = await quarantine({ from: "personne@ailleurs.example", subject: "Publicité" });
    await expect(verbs.releaseMail(nadia(), { mail, place: { project: "PORTAIL" } })).rejects.toThrow(
      "mail-without-account",
    );
    await verbs.rejectMail(nadia(), { mail, why: "Publicité" });
    const again = { mail, account: "ines@culture.example", place: { project: "PORTAIL" } };
    await expect(verbs.attachMail(nadia(), again)).rejects.toThrow("mail-already-decided");
    await expect(verbs.rejectMail(nadia(), { mail, why: "Encore" })).rejects.toThrow("mail-already-decided");
  });

  it("is decided once when two agents decide together", async () => {
    const mail = await quarantine({ from: "double@ailleurs.example", subject: "Deux agents" });
    const oscar = office.world.actor("oscar@titulaire.example");
    const asked = { mail, account: "jules@culture.example", place: { project: "PORTAIL" } };
    const answers = await Promise.allSettled([verbs.attachMail(nadia(), asked), verbs.attachMail(oscar, asked)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await office.allDone();
    expect((await office.tickets()).filter(({ title }) => title === "Deux agents")).toHaveLength(1);
  });

  it("does not exist for who may not review mails, or is of another workspace", async () => {
    const mail = await quarantine({ from: "cache@ailleurs.example", subject: "Caché" });
    for (const who of ["ines@culture.example", "camille@culture.example", "rachid@efs.example"])
      await expect(verbs.rejectMail(office.world.actor(who), { mail, why: "non" })).rejects.toThrow("not-found");
  });

  it("cannot be sent to a project of another workspace, nor given to somebody who is no member", async () => {
    const mail = await quarantine({ from: "ailleurs@ailleurs.example", subject: "Ailleurs" });
    const asked = { mail, account: "ines@culture.example", place: { project: "DON" } };
    await expect(verbs.attachMail(nadia(), asked)).rejects.toThrow("unknown-project");
    const stranger = { mail, account: "rachid@efs.example", place: { project: "PORTAIL" } };
    await expect(verbs.attachMail(nadia(), stranger)).rejects.toThrow("not-a-member");
    await expect(
      verbs.attachMail(nadia(), {
        mail,
        account: "ines@culture.example",
        place: { project: "PORTAIL" },
        remember: true,
      }),
    ).rejects.toThrow("forbidden");
  });

  it("for no project is handed over to a workspace by a platform administrator", async () => {
    const mail = await quarantine({
      from: "ines@culture.example",
      to: "faute@guichet.example",
      subject: "Faute de frappe",
    });
    expect(await waiting("nadia@titulaire.example")).not.toContain("Faute de frappe");
    expect(await waiting("admin@guichet.example")).toContain("Faute de frappe");
    await verbs.handOverMail(office.world.actor("admin@guichet.example"), { mail, workspace: "culture" });
    await office.allDone();
    await verbs.releaseMail(nadia(), { mail, place: { project: "PRESSE" } });
    await office.allDone();
    expect((await office.tickets()).at(-1)).toMatchObject({
      title: "Faute de frappe",
      reference: expect.stringMatching(/^PRESSE-/),
    });
  });

  it("that nobody could read becomes a ticket with the message as its file", async () => {
    const { receiveMail } = await import("@/lib/incoming-mail/receive-mail");
    const raw = Buffer.from(
      `From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: Poup\u00e9es russes\r\n${parts(20_000)}`,
    );
    const trusted = { door: "smtp" as const, peer: "127.0.0.1", peerTrusted: true };
    const { id: mail } = await receiveMail({
      raw,
      ...trusted,
      envelopeFrom: "a@b.example",
      envelopeTo: ["portail@guichet.example"],
    });
    await office.allDone();
    expect((await office.incoming()).at(-1)).toMatchObject({ id: mail, outcome: "quarantined" });
    await verbs.attachMail(nadia(), { mail, account: "ines@culture.example", place: { project: "PORTAIL" } });
    await office.allDone();
    const ticket = (await office.tickets()).at(-1)!;
    expect((await office.messages(ticket.id))[0]!.body).toContain("fichier joint");
  });
});

/** More parts than anybody reads. */
function parts(count: number): string {
  return `Content-Type: multipart/mixed; boundary="b"\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(count)}--b--\r\n`;
}
