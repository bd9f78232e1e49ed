import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";
import { samplesByOutcome } from "./expected-outcomes";
import { listSamples, sampleBytes } from "./sample";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await layThread();
  const { changeSetting } = await import("@/lib/workspaces/change-setting");
  const asAdmin = world.actor("admin@guichet.example");
  const relays = [
    { network: "192.0.2.1", server: "mx.relais.example" },
    { network: "192.0.2.2", server: "mx.google.com" },
  ];
  await changeSetting(asAdmin, { key: "mail.resultRelays", value: relays });
});
afterAll(() => world?.close());

/** What the samples answer: ines takes part in PORTAIL-12, to which n1 and m0 belong, and n9 is a notice that she was sent. */
async function layThread() {
  const { addParticipant } = await import("@/lib/tickets/add-participant");
  await addParticipant(world.actor("nadia@titulaire.example"), { ticket: "PORTAIL-12", mail: "ines@culture.example" });
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { hashMessageId } = await import("@/lib/outgoing-mail/thread-queries");
  const { newIdentifier } = await import("@/lib/tenancy/identifier");
  const { mailThread, outgoingMail } = await import("@/db/schema");
  const { getTicket } = await import("@/lib/tickets/ticket-queries");
  const { workspaceId, id: ticketId } = await world
    .actor("nadia@titulaire.example")
    .transaction((tx) => getTicket(tx, "PORTAIL-12"));
  const place = { workspaceId, ticketId };
  await workspaceActor(workspaceId).transaction(async (tx) => {
    for (const id of ["<n1@guichet.example>", "<m0@culture.example>"])
      await tx.insert(mailThread).values({ ...place, messageIdHash: hashMessageId(id) });
    const accountId = world.account("ines@culture.example").id;
    const to = { accountId, toMail: "ines@culture.example", state: "sent" as const };
    const headerMessageId = "<n9@guichet.example>";
    await tx
      .insert(outgoingMail)
      .values({ ...place, ...to, id: newIdentifier(), kind: "message-added", headerMessageId });
  });
}

/** Each sample comes under an identifier of its own: most of them were written with the same one. */
async function takeIn(name: string) {
  const { takeInMail } = await import("@/lib/incoming-mail/take-in-mail");
  const raw = Buffer.from(
    sampleBytes(name)
      .toString("latin1")
      .replace(/<m1@culture\.example>/, `<${name}@culture.example>`),
    "latin1",
  );
  const relay = name === "results-of-gmail" ? "192.0.2.2" : "192.0.2.1";
  const byRelay = { door: "smtp" as const, peer: relay, peerTrusted: false };
  const believed = { door: "stdin" as const, peer: null, peerTrusted: true };
  const way = name.startsWith("results-") ? byRelay : believed;
  const { outcome, reason } = await takeInMail({
    raw,
    ...way,
    envelopeFrom: null,
    envelopeTo: ["portail@guichet.example"],
  });
  return reason ? `${outcome}: ${reason}` : outcome;
}

test("every sample ends as it should in the demonstration world", { timeout: 200_000 }, async () => {
  const found: Record<string, string[]> = {};
  for (const name of listSamples().toSorted()) {
    const outcome = await takeIn(name);
    found[outcome] = [...(found[outcome] ?? []), name];
  }
  const sorted = Object.entries(samplesByOutcome).map(([outcome, names]) => [outcome, names.toSorted()]);
  expect(found).toEqual(Object.fromEntries(sorted));
});
