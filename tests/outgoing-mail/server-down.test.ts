import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openPostOffice, type PostOffice } from "../incoming-mail/post-office";
import { type FaultyServer, type Manner, startFaultyServer } from "./faulty-server";

vi.setConfig({ testTimeout: 180_000 });

let server: FaultyServer;
let office: PostOffice;
beforeAll(async () => {
  server = await startFaultyServer();
  office = await openPostOffice({ smtpUrl: server.url });
  await office.allDone();
});
afterAll(async () => {
  const { closeRelay } = await import("@/lib/outgoing-mail/deliver-mail");
  closeRelay();
  await office?.close();
  server.close();
});

const to = "ines@culture.example";
const rows = async () => (await office.outgoing(to)).slice(before);
let before = 0;

async function open(count: number) {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  before = (await office.outgoing(to)).length;
  server.taken.length = 0;
  for (let number = 1; number <= count; number++)
    await openTicket(office.world.actor(to), { project: "PORTAIL", title: `Panne ${number}`, message: "Bonjour" });
}

describe("the mail server down for an hour", () => {
  it("loses nothing, doubles nothing, and shows the delay meanwhile", async () => {
    await server.become("absent");
    await open(8);
    await office.letPass(0);
    const hour: [minutes: number, manner: Manner][] = [
      ...([
        [1, "absent"],
        [2, "cut"],
        [4, "silent"],
        [8, "busy"],
        [15, "absent"],
        [30, "cut"],
      ] as [number, Manner][]),
    ];
    for (const [minutes, manner] of hour) {
      await server.become(manner);
      await office.letPass(minutes);
      for (const row of await rows()) {
        expect(row).toMatchObject({ state: "queued", lastError: expect.stringMatching(/\S/) });
        expect(new Date(row.nextTryAt!).getTime()).toBeGreaterThan(Date.now() - 60_000);
      }
    }
    const { listOutgoingMails } = await import("@/lib/outgoing-mail/outgoing-mail-queries");
    const shown = await office.world
      .actor("nadia@titulaire.example")
      .transaction((tx) => listOutgoingMails(tx, { state: "queued", words: to }));
    expect(shown.items).toHaveLength(8);
    expect(shown.items[0]).toMatchObject({ lastError: expect.any(String), nextTryAt: expect.any(Date) });

    expect(server.taken).toEqual([]);
    await server.become("well");
    await office.letPass(60);
    expect((await rows()).map(({ state }) => state)).toEqual(Array(8).fill("sent"));
    const expected = (await rows()).map(({ headerMessageId }) => headerMessageId);
    expect(server.taken.map(({ messageId }) => messageId).sort()).toEqual(expected.sort());
  });

  it("a server that takes a message whole and goes away before it says so gets the same message again, under the same identifier", async () => {
    await server.become("cut-before-answer");
    await open(3);
    await office.letPass(0);
    expect((await rows()).map(({ state }) => state)).toEqual(Array(3).fill("queued"));
    await server.become("well");
    await office.letPass(5);
    expect((await rows()).map(({ state }) => state)).toEqual(Array(3).fill("sent"));
    const taken = new Map<string, string[]>();
    for (const { messageId, raw } of server.taken) taken.set(messageId, [...(taken.get(messageId) ?? []), raw]);
    expect([...taken.keys()].sort()).toEqual((await rows()).map(({ headerMessageId }) => headerMessageId).sort());
    // The boundary of its parts aside, it is the same message to the letter: whoever got both keeps one.
    const told = (raw: string) => raw.replace(/--_NmP[^\s"]*/g, "").replace(/^Date:.*$/m, (line) => line);
    for (const copies of taken.values()) for (const copy of copies) expect(told(copy)).toBe(told(copies[0]!));
  });

  it("what it refuses for good is not tried again, and is said on the message to its author and to agents, not to others", async () => {
    const { replyToTicket } = await import("@/lib/tickets/reply-to-ticket");
    const { listDeliveries } = await import("@/lib/outgoing-mail/delivery-queries");
    const { openTicket } = await import("@/lib/tickets/open-ticket");
    await server.become("well");
    const ticket = await openTicket(office.world.actor(to), { project: "PORTAIL", title: "Refus", message: "Bonjour" });
    await office.allDone();
    await server.become("refusing");
    const camille = office.world.actor("camille@culture.example");
    const { message } = await replyToTicket(office.world.actor("nadia@titulaire.example"), {
      ...{ ticket: ticket.reference, text: "Bonjour Inès." },
    });
    await office.letPass(1);
    const seenBy = (mail: string) =>
      office.world.actor(mail).transaction(async (tx) => {
        const all = await listDeliveries(tx, ticket);
        return all.filter(({ messageId }) => messageId === message.id);
      });
    const failed = [{ state: "failed", lastError: expect.stringContaining("550 5.1.1 No such mailbox") }];
    expect(await seenBy("nadia@titulaire.example")).toMatchObject(failed);
    expect(await seenBy("oscar@titulaire.example")).toMatchObject(failed);
    expect(await seenBy(to)).toEqual([]);
    expect(await camille.transaction((tx) => listDeliveries(tx, ticket))).toEqual([]);
    await server.become("well");
    await office.allDone();
    expect(await seenBy("nadia@titulaire.example")).toMatchObject(failed);
  });
});
