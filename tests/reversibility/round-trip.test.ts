import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let instance: string;
let culture: string;
let neighbour: string;
let neighbourKey: string;
const fresh: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  const { id } = world.workspace("culture");
  await world.owner`insert into mail_thread (message_id_hash, workspace_id, ticket_id)
    select 'hash of an old mail', ${id}, id from chain where workspace_id = ${id} and id <> ${id} order by id limit 1`;
  const { makeDump } = await import("@/lib/reversibility/make-dump");
  instance = join(world.dataFolder, "instance.zip");
  culture = join(world.dataFolder, "culture.zip");
  await makeDump({ path: instance });
  await makeDump({ path: culture, workspace: "culture" });
  const [other] = await world.owner`select key from workspace where key <> 'culture' order by key limit 1`;
  neighbourKey = other!.key;
  neighbour = join(world.dataFolder, "neighbour.zip");
  await makeDump({ path: neighbour, workspace: neighbourKey });
});

afterAll(async () => {
  await world.close();
  const sql = postgres(inject("superuserUrl"), { max: 1, onnotice: () => {} });
  for (const name of fresh) await sql.unsafe(`drop database if exists ${name} with (force)`);
  await sql.end();
});

/** An instance that nobody has used yet, in the place of the one before. */
async function moveToFresh(): Promise<void> {
  const { closeDatabase } = await import("@/lib/tenancy/database");
  const { rolePassword, setDatabaseUrl } = await import("@/lib/settings/environment");
  const { migrateDatabase } = await import("@/db/migrate");
  await closeDatabase();
  const name = `fresh_${process.pid}_${fresh.length}`;
  const base = postgres(process.env.GUICHET_TEST_CLUSTER!, { max: 1, onnotice: () => {} });
  await base.unsafe(`create database ${name}`);
  await base.end();
  fresh.push(name);
  const url = new URL(process.env.GUICHET_TEST_CLUSTER!);
  url.pathname = `/${name}`;
  await migrateDatabase(url.href, { web: rolePassword("guichet_web"), worker: rolePassword("guichet_worker") });
  setDatabaseUrl(url.href);
}

const makeDump = async (name: string, workspace?: string) => {
  const verb = await import("@/lib/reversibility/make-dump");
  return (await verb.makeDump({ path: join(world.dataFolder, name), workspace })).manifest;
};

const owner = async () => postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} });

const openManifest = async (path: string) => {
  const { openDump } = await import("@/lib/reversibility/open-dump");
  const dump = await openDump(path);
  dump.close();
  return dump.manifest;
};

const restore = async (...given: Parameters<typeof import("@/lib/reversibility/restore-dump")["restoreDump"]>) => {
  const { restoreDump } = await import("@/lib/reversibility/restore-dump");
  return restoreDump(...given);
};

const tablesOf = ({ entries }: { entries: Record<string, { sha256: string }> }) =>
  Object.fromEntries(
    Object.entries(entries)
      .filter(([name]) => name.startsWith("tables/"))
      .map(([name, { sha256 }]) => [name, sha256]),
  );

describe("what was dumped", () => {
  test("is restored in an empty instance, and its new dump has the same hashes", async () => {
    await moveToFresh();
    await restore(instance);
    const before = await openManifest(instance);
    const after = await makeDump("again.zip");
    expect(tablesOf(after)).toEqual(tablesOf(before));
    expect(after.files).toEqual(before.files);
    expect(after.entries["files.jsonl"]).toEqual(before.entries["files.jsonl"]);
    expect(after.tables.event!.rows).toBe(before.tables.event!.rows + 1);
    const { verifyJournal } = await import("@/lib/journal/verify-journal");
    const { broken, lines } = await verifyJournal();
    expect(broken).toBeNull();
    expect(lines).toBeGreaterThan(before.tables.event!.rows);
  });

  test("keeps who may read what, and where answers to old mails go", async () => {
    const { personActor } = await import("@/lib/tenancy/actor");
    const { sql } = await import("drizzle-orm");
    const readable = async (id: string) =>
      personActor(id, "web").transaction(async (tx) => [
        ...(await tx.execute(sql`select reference, title, version from ticket order by reference`)),
      ]);
    const here = await owner();
    const accounts = await here`select id, mail from account order by mail`;
    const threads = await here`select * from mail_thread order by 1, 2`;
    await here.end();
    const restored = new Map<string, unknown>();
    for (const { id, mail } of accounts) restored.set(mail, await readable(id));
    const { closeDatabase } = await import("@/lib/tenancy/database");
    const { setDatabaseUrl } = await import("@/lib/settings/environment");
    await closeDatabase();
    const url = process.env.DATABASE_URL!;
    setDatabaseUrl(world.ownerUrl);
    for (const { id, mail } of accounts) expect(await readable(id), mail).toEqual(restored.get(mail));
    expect([...restored.values()].some((rows) => (rows as unknown[]).length > 0)).toBe(true);
    expect([...(await world.owner`select * from mail_thread order by 1, 2`)]).toEqual([...threads]);
    expect(threads.length).toBeGreaterThan(0);
    await closeDatabase();
    setDatabaseUrl(url);
  });

  test("is not restored twice, nor where somebody is", async () => {
    await expect(restore(instance)).rejects.toMatchObject({ name: "Unrestorable" });
    await expect(restore(culture)).rejects.toMatchObject({ name: "Unrestorable" });
    const plan = await restore(culture, { dryRun: true });
    expect(plan.conflicts).toContainEqual({ kind: "workspace", key: "culture" });
    expect(plan.conflicts.filter(({ kind }) => kind === "project").length).toBeGreaterThan(0);
  });

  test("of one workspace is restored alone, with its journal, its accounts to be invited", async () => {
    await moveToFresh();
    const plan = await restore(culture);
    expect(plan.created.length).toBeGreaterThan(0);
    const before = await openManifest(culture);
    const after = await makeDump("culture-again.zip", "culture");
    const changed = Object.entries(tablesOf(before)).filter(([name, hash]) => tablesOf(after)[name] !== hash);
    expect(changed.map(([name]) => name)).toEqual([]);
    const { verifyJournal } = await import("@/lib/journal/verify-journal");
    expect((await verifyJournal()).broken).toBeNull();
  });

  test("of one workspace comes beside another; an account of here, by whatever identifier, is the same person", async () => {
    await moveToFresh();
    const here = await owner();
    const [known] =
      await here`insert into account (id, mail, name) values (gen_random_uuid(), 'Nadia@titulaire.example', 'Nadia')
      returning id`;
    await restore(neighbour);
    const plan = await restore(culture);
    expect(plan.matched).toContain("nadia@titulaire.example");
    const nadia = world.account("nadia@titulaire.example").id;
    const [left] = await here`select count(*)::int as rows from account where id = ${nadia}`;
    expect(left!.rows).toBe(0);
    const places = await here`select w.key from membership m join workspace w on w.id = m.workspace_id
      where m.account_id = ${known!.id} order by w.key`;
    const before = await world.owner`select w.key from membership m join workspace w on w.id = m.workspace_id
      where m.account_id = ${nadia} and w.key in ('culture', ${neighbourKey}) order by w.key`;
    expect([...places]).toEqual([...before]);
    const again = await makeDump("neighbour-again.zip", neighbourKey);
    expect(again.tables.ticket!.rows).toBe((await openManifest(neighbour)).tables.ticket!.rows);
    const { verifyJournal } = await import("@/lib/journal/verify-journal");
    expect((await verifyJournal()).broken).toBeNull();
    await here.end();
  });

  test("is restored whole or not at all: what PostgreSQL refuses is named, and nothing is left", async () => {
    await moveToFresh();
    const here = await owner();
    await here.unsafe(`create function refuse() returns trigger language plpgsql as $$ begin
      if new.last_sequence > 1 then raise exception 'no more'; end if; return new; end $$`);
    await here.unsafe("create trigger refuse before insert on chain for each row execute function refuse()");
    await expect(restore(culture)).rejects.toMatchObject({
      faults: [{ kind: "refused", entry: "journal/chain.jsonl", line: expect.any(Number), detail: "no more" }],
    });
    const [left] =
      await here`select (select count(*)::int from account) + (select count(*)::int from workspace) as rows`;
    expect(left!.rows).toBe(0);
    await here.unsafe("drop trigger refuse on chain");
    await here.end();
    await restore(culture);
  });
});
