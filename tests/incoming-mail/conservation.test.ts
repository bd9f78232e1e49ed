import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { outcomes } from "@/lib/incoming-mail/incoming-mail";
import { openWorld, type World } from "../world";
import { listSamples, sampleBytes } from "./sample";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

const twice = 10;

test("every sample ends in exactly one outcome, and the sum of them all is what was received", async () => {
  const { takeInMail } = await import("@/lib/incoming-mail/take-in-mail");
  const before = await countEverywhere();
  const samples = listSamples();
  const told: Record<string, number> = {};
  for (const name of [...samples, ...samples.slice(0, twice)]) {
    const { outcome } = await takeInMail({ raw: ofItsOwn(name), ...trusted });
    told[outcome] = (told[outcome] ?? 0) + 1;
  }
  const after = await countEverywhere();
  const grown = (name: keyof typeof after) => after[name]! - before[name]!;
  expect(after.pending).toBe(0);
  // The same bytes to the same recipients are the same row: what came twice in that way was received once.
  expect(grown("received")).toBe(samples.length);
  expect(outcomes.reduce((sum, one) => sum + grown(one), 0)).toBe(samples.length);
  for (const one of outcomes)
    expect([one, grown(one)]).toEqual([one, (told[one] ?? 0) - (one === "duplicate" ? twice : 0)]);
  expect(Object.keys(told)).toEqual(expect.arrayContaining(["opened", "quarantined", "ignored", "duplicate"]));
});

test("a message that nobody has read yet is counted too, as such", async () => {
  const { receiveMail } = await import("@/lib/incoming-mail/receive-mail");
  const { unaccounted } = await import("@/lib/incoming-mail/conservation-queries");
  const before = await figuresOf("admin@guichet.example");
  await receiveMail({ raw: Buffer.from("Subject: Pas encore\r\n\r\nx"), ...trusted });
  const after = await figuresOf("admin@guichet.example");
  expect([after.received - before.received, after.pending - before.pending, unaccounted(after)]).toEqual([1, 1, 0]);
});

test("who reviews no mail counts none", async () => {
  expect(await figuresOf("ines@culture.example")).toMatchObject({ received: 0 });
});

const trusted = { door: "stdin" as const, peer: null, peerTrusted: true, envelopeFrom: null, envelopeTo: [] };

/** Most samples bear one Message-ID, and would all be copies of the first. */
function ofItsOwn(name: string): Buffer {
  return Buffer.from(sampleBytes(name).toString("latin1").replaceAll("<m1@", `<${name}@`), "latin1");
}

async function figuresOf(mail: string) {
  const { countMails } = await import("@/lib/incoming-mail/conservation-queries");
  return world.actor(mail).transaction((tx) => countMails(tx, {}));
}

/** What the agent of all workspaces reviews, and what is the platform's own: together, everything. */
async function countEverywhere(): Promise<Record<string, number>> {
  const { unaccounted } = await import("@/lib/incoming-mail/conservation-queries");
  const all: Record<string, number> = {};
  for (const mail of ["nadia@titulaire.example", "admin@guichet.example"]) {
    const figures = await figuresOf(mail);
    expect(unaccounted(figures)).toBe(0);
    const { received, pending, outcomes: counted } = figures;
    for (const [name, mails] of Object.entries({ received, pending, ...counted })) all[name] = (all[name] ?? 0) + mails;
  }
  return all;
}
