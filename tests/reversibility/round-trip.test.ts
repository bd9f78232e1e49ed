import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let instance: string;
let culture: string;
const fresh: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  const { makeDump } = await import("@/lib/reversibility/make-dump");
  instance = join(world.dataFolder, "instance.zip");
  culture = join(world.dataFolder, "culture.zip");
  await makeDump({ path: instance });
  await makeDump({ path: culture, workspace: "culture" });
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
  });
});
