import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
/** Counts what is there, behind no wall. */
let superuser: postgres.Sql;
beforeAll(async () => {
  world = await openWorld();
  const url = new URL(inject("superuserUrl"));
  url.pathname = new URL(world.ownerUrl).pathname;
  superuser = postgres(url.href, { max: 1 });
});
afterAll(async () => {
  await superuser.end();
  await world.close();
});

const dump = async (name: string, workspace?: string) => {
  const { makeDump } = await import("@/lib/reversibility/make-dump");
  return makeDump({ path: join(world.dataFolder, name), workspace });
};

describe("a dump", () => {
  test("of the instance holds every row of every dumped table", async () => {
    const { dumpTables } = await import("@/lib/reversibility/tables");
    const expected: Record<string, number> = {};
    for (const { name } of dumpTables) {
      const [counted] = await superuser.unsafe(`select count(*)::int as rows from "${name}"`);
      expected[name] = counted!.rows;
    }
    const { manifest } = await dump("instance.zip");
    const held = Object.fromEntries(Object.entries(manifest.tables).map(([name, { rows }]) => [name, rows]));
    expect(held).toEqual(expected);
    expect(held.ticket).toBeGreaterThan(0);
    expect(manifest.files.missing).toEqual([]);
  });

  test("of culture holds culture's tickets and leaves its line", async () => {
    const { id } = world.workspace("culture");
    const { manifest } = await dump("culture.zip", "culture");
    const [tickets] = await superuser`select count(*)::int as rows from ticket where workspace_id = ${id}`;
    expect(manifest.tables.ticket!.rows).toBe(tickets!.rows);
    expect(manifest.tables.workspace!.rows).toBe(1);
    expect(manifest.journals.map(({ workspaceId }) => workspaceId)).toEqual([id]);
    const [line] =
      await superuser`select type from event where workspace_id = ${id} and chain_id = ${id} order by sequence desc limit 1`;
    expect(line!.type).toBe("dump.made");
  });

  test("is never written over another one", async () => {
    const before = readFileSync(join(world.dataFolder, "culture.zip"));
    await expect(dump("culture.zip")).rejects.toMatchObject({ code: "EEXIST" });
    expect(readFileSync(join(world.dataFolder, "culture.zip"))).toEqual(before);
    expect(readdirSync(world.dataFolder).filter((name) => name.endsWith(".partiel"))).toEqual([]);
  });

  test("of a workspace that does not exist leaves nothing behind", async () => {
    await expect(dump("nowhere.zip", "nowhere")).rejects.toThrow();
    expect(readdirSync(world.dataFolder).filter((name) => name.startsWith("nowhere"))).toEqual([]);
  });
});
