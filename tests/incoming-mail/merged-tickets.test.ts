import { afterAll, beforeAll, expect, it } from "vitest";
import { conversationsOf, ines, nadia, portail } from "./conversation";
import { openPostOffice, type PostOffice } from "./post-office";

// A later mail to either number of two merged tickets lands where their thread is.

let office: PostOffice;
let talk: ReturnType<typeof conversationsOf>;
beforeAll(async () => {
  office = await openPostOffice();
  talk = conversationsOf(office);
});
afterAll(() => office?.close());

const from = "Inès Morel <ines@culture.example>";

async function mergeTwo() {
  const { mergeTickets } = await import("@/lib/operations/merge-tickets");
  const [source, into] = [await talk.open("La première"), await talk.open("La seconde")];
  return {
    source,
    into,
    merge: () => mergeTickets(office.world.actor(nadia), { tickets: [source.reference], into: into.reference }),
  };
}

it("by the signed address and the identifiers of a notice of the one that left", async () => {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { mergeTickets } = await import("@/lib/operations/merge-tickets");
  const into = await openTicket(office.world.actor("jules@culture.example"), {
    ...{ project: "PORTAIL", title: "Celle de jules", message: "Bonjour" },
  });
  const source = await talk.open("Celle d’ines");
  const notice = await talk.notice(ines);
  await mergeTickets(office.world.actor(nadia), { tickets: [source.reference], into: into.reference });
  await office.allDone();
  const headers = { inReplyTo: notice.messageId, references: notice.messageId };
  await office.send({
    from,
    to: notice.replyTo!.text,
    subject: `Re: ${notice.subject}`,
    text: "Encore moi.",
    ...headers,
  });
  expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: into.id });
  expect((await talk.said(into.id)).at(-1)).toMatchObject({ body: "Encore moi." });
  await office.send({ from, to: portail, subject: "Re: bonjour", text: "Par le fil.", ...headers });
  expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: into.id });
});

it("by the reference in the subject", async () => {
  const { source, into, merge } = await mergeTwo();
  await merge();
  await office.send({ from, to: portail, subject: `Re : [${source.reference}] bonjour`, text: "Par le numéro." });
  expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: into.id });
});

it("but not from somebody who may not write there: his mail waits for an agent", async () => {
  const { source, merge } = await mergeTwo();
  await merge();
  await office.send({
    from: "camille@culture.example",
    to: portail,
    subject: `Re : [${source.reference}] bonjour`,
    text: "Je lis sans écrire.",
  });
  expect(await talk.last()).toMatchObject({ outcome: "quarantined", reason: "not-entitled-to-thread" });
});

it("and where it was once the merge is undone", async () => {
  const { undoOperation } = await import("@/lib/operations/undo-operation");
  const { source, merge } = await mergeTwo();
  const { operation } = await merge();
  await undoOperation(office.world.actor(nadia), { operation });
  await office.send({ from, to: portail, subject: `Re : [${source.reference}] bonjour`, text: "De nouveau là." });
  expect(await talk.last()).toMatchObject({ outcome: "replied", ticketId: source.id });
});
