import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Head, startOf } from "@/lib/journal/chain";
import type { MadeSeal } from "@/lib/journal/make-seals";
import { MerkleTree } from "@/lib/journal/seal";
import { openWorld, type World } from "../world";

let world: World;
let culture: MadeSeal;

beforeAll(async () => {
  world = await openWorld();
  const { makeSeals } = await import("@/lib/journal/make-seals");
  const made = await makeSeals();
  expect(made.map(({ seal }) => seal.workspace).sort()).toEqual(["culture", "efs", "inrap", "plateforme"]);
  culture = made.find(({ seal }) => seal.workspace === "culture")!;
});
afterAll(() => world.close());

const verify = async (path = culture.path) => (await import("@/lib/journal/verify-seal")).verifySeal(path);

/** Changes a file, looks at what is found, and puts the file back. */
async function afterChanging(path: string, change: (text: string) => string) {
  const text = readFileSync(path, "utf8");
  writeFileSync(path, change(text));
  try {
    return (await verify()).fault;
  } finally {
    writeFileSync(path, text);
  }
}

test("a seal holds, leaves its line, and goes on holding while the journal grows", async () => {
  expect(await verify()).toMatchObject({ fault: null, fingerprint: expect.stringMatching(/^([0-9a-f]{4} ?){8}$/) });
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  await openTicket(world.actor("ines@culture.example"), {
    project: "PORTAIL",
    kind: "request",
    title: "Après le sceau",
    message: "Une fiche ouverte après le sceau.",
  });
  expect((await verify()).fault).toBeNull();
  const { verifyJournal } = await import("@/lib/journal/verify-journal");
  expect((await verifyJournal()).broken).toBeNull();
});

test("a seal altered anywhere no longer holds", async () => {
  const fault = await afterChanging(culture.path, (text) => text.replace('"chains": ', '"chains": 1'));
  expect(fault).toEqual({ kind: "signature" });
});

test("a list of heads that is not the sealed one is told", async () => {
  const heads = `${culture.path}.heads`;
  expect(await afterChanging(heads, (text) => text.slice(text.indexOf("\n") + 1))).toEqual({ kind: "heads" });
  expect(await afterChanging(heads, (text) => `${text}{"chainId":"x"}\n`)).toEqual({ kind: "heads" });
  expect(await afterChanging(heads, () => "")).toEqual({ kind: "heads" });
});

test("a seal signed by somebody else's key is told, however well it is signed", async () => {
  const { keyOf, signSeal } = await import("@/lib/journal/seal");
  const fault = await afterChanging(culture.path, (text) => {
    const { publicKey: _, signature: __, ...sealed } = JSON.parse(text);
    return JSON.stringify(signSeal(sealed, keyOf(Buffer.alloc(32, 7))));
  });
  expect(fault).toEqual({ kind: "foreign-key" });
});

test("a history rewritten whole, hashes and head included, passes the journal's own verification and not the seal's", async () => {
  await world.owner`alter table event no force row level security`;
  await rewriteFirstChain();
  const { verifyJournal } = await import("@/lib/journal/verify-journal");
  expect((await verifyJournal()).broken).toBeNull();
  expect((await verify()).fault).toMatchObject({ kind: "rewritten", reference: "PORTAIL-1" });
});

/** What an owner who knows the format would do: another past for PORTAIL-1, with every hash made anew. */
async function rewriteFirstChain() {
  const { hashEvent } = await import("@/lib/journal/event");
  await world.owner`alter table ticket no force row level security`;
  const lines = await world.owner`select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment
    from event where chain_id = (select id from ticket where reference = 'PORTAIL-1') order by sequence`;
  let before = startOf(lines[0]!.chain_id);
  for (const line of lines) {
    const payload = line.sequence === 1 ? { ...line.payload, title: "Un autre passé" } : line.payload;
    const hash = hashEvent({
      workspaceId: line.workspace_id,
      chainId: line.chain_id,
      sequence: line.sequence,
      ticketId: line.ticket_id,
      ...(line.item_id && { itemId: line.item_id }),
      ...(line.package_id && { packageId: line.package_id }),
      requires: line.requires,
      at: line.moment,
      actorId: line.actor_id,
      door: line.door,
      type: line.type,
      payload,
      previousHash: before.hash,
    });
    await world.owner`update event set payload = ${world.owner.json(payload)}, previous_hash = ${before.hash}, hash = ${hash}
      where workspace_id = ${line.workspace_id} and id = ${line.id}`;
    before = { chainId: line.chain_id, sequence: line.sequence, hash };
  }
  await world.owner`update chain set last_hash = ${before.hash} where id = ${before.chainId}`;
}

const heads = fc.array(fc.record({ chainId: fc.uuid(), sequence: fc.nat(99), hash: fc.uuid() }), { maxLength: 40 });

test("two lists of heads that differ in anything have different roots", () => {
  const rootOf = (list: Head[]) => {
    const tree = new MerkleTree();
    for (const head of list) tree.add(head);
    return tree.root;
  };
  fc.assert(
    fc.property(heads, heads, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(rootOf(one)).not.toBe(rootOf(other));
      expect(rootOf(one)).toBe(rootOf([...one]));
      if (one.length > 0) expect(rootOf([...one, one.at(-1)!])).not.toBe(rootOf(one));
    }),
  );
});
