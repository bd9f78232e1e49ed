import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BrokenLink } from "@/lib/journal/verify-journal";
import { openWorld, type World } from "../world";

let world: World;
let portail3: string;

beforeAll(async () => {
  world = await openWorld();
  await letOwnerThroughTheWall();
  const [ticket] = await world.owner<{ id: string }[]>`select id from ticket where reference = 'PORTAIL-3'`;
  portail3 = ticket!.id;
});
afterAll(() => world.close());

const verify = async () => (await import("@/lib/journal/verify-journal")).verifyJournal();

/** What an owner who wants to rewrite history would do first. */
async function letOwnerThroughTheWall() {
  for (const table of ["event", "message", "attachment", "ticket"])
    await world.owner.unsafe(`alter table ${table} no force row level security`);
}

/** Tampers as the owner, looks at what is found, and puts everything back: triggers of foreign keys aside. */
async function afterTampering(tamper: (sql: postgres.Sql) => Promise<unknown>): Promise<BrokenLink | null> {
  const tables = ["event", "chain", "message"];
  for (const table of tables) await world.owner.unsafe(`create table kept_${table} as select * from "${table}"`);
  try {
    await tamper(world.owner);
    return (await verify()).broken;
  } finally {
    for (const table of tables) {
      await world.owner.unsafe(`delete from "${table}"`);
      await world.owner.unsafe(`insert into ${table} select * from kept_${table}; drop table kept_${table}`);
    }
  }
}

test("the journal of a world that nobody tampered with holds, every line of it", async () => {
  const verified = await verify();
  expect(verified.broken).toBeNull();
  const [counted] = await world.owner<{ lines: string; chains: string }[]>`
    select (select count(*) from event) as lines, (select count(*) from chain) as chains`;
  expect(verified).toMatchObject({ lines: Number(counted!.lines), chains: Number(counted!.chains) });
  expect(verified.lines).toBeGreaterThan(100);
});

test("one byte altered by the database's owner is found, and where", async () => {
  const broken = await afterTampering(
    (
      sql,
    ) => sql`update event set payload = jsonb_set(payload, '{title}', to_jsonb(overlay(payload ->> 'title' placing '#' from 2)))
      where chain_id = ${portail3} and sequence = 1`,
  );
  expect(broken).toMatchObject({ key: "culture", reference: "PORTAIL-3", sequence: 1, fault: "altered" });
});

test.each([
  [
    "when",
    (sql: postgres.Sql) =>
      sql`update event set at = at + interval '1 millisecond' where chain_id = ${portail3} and sequence = 2`,
  ],
  ["who", (sql: postgres.Sql) => sql`update event set actor_id = null where chain_id = ${portail3} and sequence = 2`],
  [
    "by which door",
    (sql: postgres.Sql) => sql`update event set door = 'cli' where chain_id = ${portail3} and sequence = 2`,
  ],
  [
    "for whom",
    (sql: postgres.Sql) => sql`update event set requires = 'notes.read' where chain_id = ${portail3} and sequence = 2`,
  ],
  [
    "of which ticket",
    (sql: postgres.Sql) => sql`update event set ticket_id = null where chain_id = ${portail3} and sequence = 2`,
  ],
])("a line that no longer says %s is found", async (_, tamper) => {
  expect(await afterTampering(tamper)).toMatchObject({ chainId: portail3, sequence: 2, fault: "altered" });
});

test("a line removed from the middle is found", async () => {
  const broken = await afterTampering((sql) => sql`delete from event where chain_id = ${portail3} and sequence = 2`);
  expect(broken).toMatchObject({ chainId: portail3, fault: "missing", sequence: 3 });
});

test("the last line removed is found, and so are all of them", async () => {
  const last = await afterTampering(
    (sql) =>
      sql`delete from event e using chain c where c.id = ${portail3} and e.chain_id = c.id and e.sequence = c.last_sequence`,
  );
  expect(last).toMatchObject({ chainId: portail3, fault: "cut" });
  const all = await afterTampering((sql) => sql`delete from event where chain_id = ${portail3}`);
  expect(all).toMatchObject({ chainId: portail3, fault: "cut", sequence: 0 });
});

test("two lines exchanged are found", async () => {
  const broken = await afterTampering(async (sql) => {
    await sql`update event set sequence = -sequence where chain_id = ${portail3} and sequence in (1, 2)`;
    await sql`update event set sequence = 3 + sequence where chain_id = ${portail3} and sequence < 0`;
  });
  expect(broken).toMatchObject({ chainId: portail3, sequence: 1, fault: "unlinked" });
});

test("a line rewritten together with its hash is found at the next one", async () => {
  const { hashEvent } = await import("@/lib/journal/event");
  const broken = await afterTampering(async (sql) => {
    const forged = hashEvent({ anything: "else" } as never);
    await sql`update event set payload = '{}', hash = ${forged} where chain_id = ${portail3} and sequence = 1`;
  });
  expect(broken).toMatchObject({ chainId: portail3, sequence: 1, fault: "altered" });
});

test("a head altered, or taken away, is found", async () => {
  const altered = await afterTampering(
    (sql) => sql`update chain set last_hash = reverse(last_hash) where id = ${portail3}`,
  );
  expect(altered).toMatchObject({ chainId: portail3, fault: "head" });
  const removed = await afterTampering((sql) => sql`delete from chain where id = ${portail3}`);
  expect(removed).toMatchObject({ chainId: portail3, fault: "headless", reference: "PORTAIL-3" });
});

test("a ticket whose whole chain was taken away is found", async () => {
  const broken = await afterTampering(async (sql) => {
    await sql`delete from event where chain_id = ${portail3}`;
    await sql`delete from chain where id = ${portail3}`;
  });
  expect(broken).toMatchObject({ reference: "PORTAIL-3", fault: "untold" });
});

test("a message rewritten behind the journal's back is found, and one that was removed", async () => {
  const [told] = await world.owner<{ id: string; sequence: number }[]>`
    select payload ->> 'messageId' as id, sequence from event
    where chain_id = ${portail3} and type = 'message.added' order by sequence limit 1`;
  const rewritten = await afterTampering((sql) => sql`update message set body = body || '.' where id = ${told!.id}`);
  expect(rewritten).toMatchObject({ chainId: portail3, sequence: told!.sequence, fault: "body" });
  const removed = await afterTampering((sql) => sql`delete from message where id = ${told!.id}`);
  expect(removed).toMatchObject({ chainId: portail3, sequence: told!.sequence, fault: "body" });
});

test("a payload made unreadable is a broken link, not a failure of the verification", async () => {
  const broken = await afterTampering(
    (sql) =>
      sql`update event set payload = '{"messageId": "none"}' where chain_id = ${portail3} and type = 'message.added'`,
  );
  expect(broken).toMatchObject({ chainId: portail3, fault: "altered" });
});
