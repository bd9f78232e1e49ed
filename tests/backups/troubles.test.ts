import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { openWorld, type World } from "../world";
import { newFolder, openInstance, run } from "./instance";

/** What is kept free on the disk: raised above all that there is, it makes the disk full. */
const disk = vi.hoisted(() => ({ isFull: false }));

vi.mock("@/lib/files/upload", async (original) => {
  const real = await original<typeof import("@/lib/files/upload")>();
  return {
    ...real,
    get reservedRoom() {
      return disk.isFull ? Number.MAX_SAFE_INTEGER : 0;
    },
  };
});

let top: string;
let world: World;

beforeAll(async () => {
  top = newFolder();
  world = await openWorld();
});

beforeEach(() => {
  disk.isFull = false;
});

afterAll(async () => {
  await world?.close();
  rmSync(top, { recursive: true, force: true });
});

/** Backs up the world as if its PostgreSQL were somebody else's. */
function dump(url: string, environment: Record<string, string> = {}) {
  const { GUICHET_SECRET, GUICHET_DATA } = process.env as Record<string, string>;
  const out = join(top, "dumps");
  const settings = { DATABASE_URL: url, GUICHET_SECRET: GUICHET_SECRET!, GUICHET_DATA: GUICHET_DATA! };
  return run("backup", ["--out", out], { ...settings, ...environment });
}

function superuserUrl(): string {
  const address = new URL(inject("superuserUrl"));
  address.pathname = new URL(world.ownerUrl).pathname;
  return address.href;
}

test("a role that the walls stop does not take half a backup of somebody else's PostgreSQL", async () => {
  const { code, output } = await dump(world.ownerUrl);
  expect(code).toBe(1);
  expect(output).toContain("BACKUP_DATABASE_URL");
  expect(output).toContain("create role guichet_backup login bypassrls");
  expect(readdirSync(join(top, "dumps")).filter((name) => !name.startsWith("."))).toEqual([]);
});

test("without pg_dump, the package to install is named", async () => {
  const empty = join(top, "empty");
  mkdirSync(empty);
  const { code, output } = await dump(world.ownerUrl, { BACKUP_DATABASE_URL: superuserUrl(), PATH: empty });
  expect(code).toBe(1);
  expect(output).toContain("pg_dump est introuvable");
  expect(output).toContain("postgresql-client-18");
  expect(readdirSync(join(top, "dumps")).filter((name) => !name.startsWith("."))).toEqual([]);
});

test("a disk that fills up, a database that ends: the backup is withdrawn, the former one stays", async () => {
  const instance = await openInstance(top);
  const out = join(top, "backups");
  const { takeBackup } = await import("@/lib/backups/take-backup");
  const cluster = { folder: join(instance.cluster.home, "postgres"), superuserUrl: instance.cluster.superuserUrl };
  const { folder } = await takeBackup({ out, cluster });
  let copied = 0;
  const elsewhere = join(top, "elsewhere");
  const filling = takeBackup({
    ...{ out: elsewhere, cluster },
    onBytes: (bytes) => {
      copied += bytes;
      disk.isFull = copied > 1e7;
    },
  });
  await expect(filling).rejects.toMatchObject({ trouble: { code: "no-room", folder: elsewhere } });
  expect(readdirSync(elsewhere)).toEqual([]);
  disk.isFull = false;

  let stopped: Promise<void> | undefined;
  const abandoned = takeBackup({
    ...{ out, cluster },
    onBytes: () => {
      stopped ??= instance.cluster.stop();
    },
  });
  await expect(abandoned).rejects.toMatchObject({ trouble: { code: "database-left" } });
  await stopped;
  expect(readdirSync(out).map((name) => join(out, name))).toEqual([folder]);
  expect(existsSync(join(folder, "manifest.jsonl"))).toBe(true);
  await instance.close();
}, 120_000);
