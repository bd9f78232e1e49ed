import { eq } from "drizzle-orm";
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

let number = 0;

/** Sends a report of the samples about the last mail that somebody was sent. */
async function bounce(sample: string, to = portail, about = ines) {
  const { messageId } = await talk.notice(about);
  const raw = sampleBytes(sample)
    .toString("latin1")
    .replace("<m1@culture.example>", `<report-${number++}@mx.culture.example>`)
    .replaceAll("<n9@guichet.example>", messageId!);
  await office.send({ raw, envelope: { from: "", to: [to] } });
  return talk.last();
}

async function lastNotice() {
  const { outgoingMail } = await import("@/db/schema");
  const { messageId } = await talk.notice(ines);
  const rows = await talk.inCulture((tx) =>
    tx.select().from(outgoingMail).where(eq(outgoingMail.headerMessageId, messageId!)),
  );
  return rows[0]!;
}

async function account() {
  const { account } = await import("@/db/schema");
  const asAdmin = office.world.actor("admin@guichet.example");
  const [found] = await asAdmin.transaction((tx) => tx.select().from(account).where(eq(account.mail, ines)));
  return found!;
}

describe("a delivery report", () => {
  it.each(["bounce-postfix", "bounce-exchange", "bounce-gmail", "bounce-old-qmail", "bounce-old-exim"])(
    "%s is matched to the mail that it is about",
    async (sample) => {
      const ticket = await talk.open(`Vers une adresse qui refuse (${sample})`);
      const { clearMailFlag } = await import("@/lib/accounts/clear-mail-flag");
      await clearMailFlag(office.world.actor("admin@guichet.example"), { account: ines }).catch(() => {});
      expect(await bounce(sample)).toMatchObject({ outcome: "bounce", reason: null, ticketId: ticket.id });
      expect(await lastNotice()).toMatchObject({ state: "bounced", bounceStatus: expect.stringMatching(/^[45]\./) });
      const { listDeliveries } = await import("@/lib/outgoing-mail/delivery-queries");
      const seen = await office.world.actor(nadia).transaction((tx) => listDeliveries(tx, ticket));
      expect(seen).toMatchObject([{ state: "bounced", bounceStatus: expect.any(String) }]);
    },
  );

  it("that returns nothing is matched by the signed address to which it came", async () => {
    const ticket = await talk.open("Sans retour");
    const { replyTo } = await talk.notice(ines);
    expect(await bounce("bounce-with-nothing-returned", replyTo!.text)).toMatchObject({
      outcome: "bounce",
      ticketId: ticket.id,
    });
    expect(await lastNotice()).toMatchObject({ state: "bounced", bounceStatus: "5.7.1" });
  });

  it("about an assignment is told beside the participants, to who reviews mails", async () => {
    const ticket = await talk.open("À confier");
    const { assignTicket } = await import("@/lib/tickets/assign-ticket");
    const { listBounces } = await import("@/lib/outgoing-mail/bounce-queries");
    await assignTicket(office.world.actor("oscar@titulaire.example"), {
      ...{ ticket: ticket.reference, version: 1, assignee: nadia },
    });
    await office.allDone();
    await bounce("bounce-exchange", portail, nadia);
    const seenBy = (who: string) => office.world.actor(who).transaction((tx) => listBounces(tx, ticket));
    expect(await seenBy(nadia)).toMatchObject([{ toMail: nadia, status: "5.2.2", cause: "mailbox-full" }]);
    expect(await seenBy(ines)).toEqual([]);
  });

  it.each(["bounce-delayed", "bounce-delivered"])("%s says nothing of the kind", async (sample) => {
    await talk.open("À l'heure");
    expect(await bounce(sample)).toMatchObject({ outcome: "ignored", reason: "delivery-report" });
    expect(await lastNotice()).toMatchObject({ state: "sent" });
  });

  it("about a mail of others is set aside", async () => {
    expect(await bounce("bounce-of-a-mail-of-others")).toMatchObject({ outcome: "ignored", reason: "delivery-report" });
  });
});

describe("an address that refuses for good", () => {
  it("is flagged at the third time, and hears no more", async () => {
    const { clearMailFlag } = await import("@/lib/accounts/clear-mail-flag");
    const asAdmin = office.world.actor("admin@guichet.example");
    await clearMailFlag(asAdmin, { account: ines }).catch(() => {});
    for (const time of [1, 2, 3]) {
      await talk.open(`Refus ${time}`);
      await bounce("bounce-postfix");
      await bounce("bounce-postfix");
      expect(await account()).toMatchObject({ hardBounces: time, bounceReason: "5.1.1" });
    }
    expect((await account()).mailFlaggedAt).toBeInstanceOf(Date);
    const before = await office.outbox(ines);
    await talk.open("Personne n'écoute");
    expect(await office.outbox(ines)).toEqual(before);
    expect((await office.outgoing(ines)).at(-1)).toMatchObject({ state: "withheld", lastError: "address-flagged" });
  });

  it("a full mailbox for a while is no refusal for good", async () => {
    expect(await account()).toMatchObject({ hardBounces: 3 });
  });

  it("is cleared when somebody writes from there", async () => {
    await office.send({ from: ines, to: portail, subject: "Je suis là", text: "Bonjour" });
    expect(await account()).toMatchObject({ hardBounces: 0, bounceReason: null, mailFlaggedAt: null });
    expect((await talk.notice(ines)).subject).toContain("Je suis là");
  });

  it("or by an administrator, and by nobody else", async () => {
    const { clearMailFlag } = await import("@/lib/accounts/clear-mail-flag");
    await talk.open("Encore un refus");
    await bounce("bounce-postfix");
    const asAdmin = office.world.actor("admin@guichet.example");
    await expect(clearMailFlag(office.world.actor(nadia), { account: ines })).rejects.toMatchObject({
      code: "forbidden",
    });
    await clearMailFlag(asAdmin, { account: ines });
    expect(await account()).toMatchObject({ hardBounces: 0 });
    await expect(clearMailFlag(asAdmin, { account: ines })).rejects.toMatchObject({ code: "mail-not-flagged" });
  });
});

it("no job was in trouble", () => {
  expect(office.troubles).toEqual([]);
});
