import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Cluster } from "@/lib/cli/cluster/cluster";
import { startCluster } from "@/lib/cli/cluster/start-cluster";
import { prepareFolder } from "@/lib/cli/prepare-folder";

const passwords = { superuser: "superuser", owner: "owner" };
const made = newFolder();
let folder: string;
let running: Cluster | undefined;

/** One cluster is made, and copied for each test. */
beforeAll(async () => {
  const { stop } = await startCluster({ dataFolder: made, passwords, durable: false });
  await stop();
});

beforeEach(() => {
  folder = newFolder();
  execFileSync("cp", ["-a", join(made, "postgres"), folder]);
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => rmSync(made, { recursive: true, force: true }));

function newFolder(): string {
  const path = prepareFolder(mkdtempSync(join(tmpdir(), "guichet-cluster-")));
  // As root, the user who runs PostgreSQL must be able to walk through.
  chmodSync(path, 0o711);
  return path;
}

async function start(changes: Partial<Parameters<typeof startCluster>[0]> = {}): Promise<Cluster> {
  running = await startCluster({ dataFolder: folder, passwords, durable: false, ...changes });
  return running;
}

async function ask(cluster: Cluster, statement: string) {
  const sql = postgres(cluster.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

test("killed outright, it starts again on the same port with what was committed", async () => {
  const first = await start({ durable: true });
  await ask(first, "create table kept as select 42 as answer");
  process.kill(first.pid, "SIGKILL");
  await first.ended;
  const second = await start();
  expect(second.port).toBe(first.port);
  expect(await ask(second, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("one that its own starter abandoned is stopped and started again", async () => {
  const abandoned = await start();
  const second = await start();
  expect(second.pid).not.toBe(abandoned.pid);
  await abandoned.ended;
  expect(await ask(second, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a process that bears the number of a killed PostgreSQL does not keep it from starting", async () => {
  const first = await start();
  process.kill(first.pid, "SIGKILL");
  await first.ended;
  const stranger: ChildProcess = spawn("sleep", ["60"]);
  const file = join(first.home, "postgres", "postmaster.pid");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, String(stranger.pid)));
  const second = await start();
  stranger.kill();
  expect(await ask(second, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a busy port makes it choose another", async () => {
  const first = await start();
  await first.stop();
  const squatter = createServer().listen(first.port, "127.0.0.1");
  const second = await start();
  squatter.close();
  expect(second.port).not.toBe(first.port);
});

test("a making that was cut short is begun again", async () => {
  rmSync(join(folder, "postgres"), { recursive: true });
  mkdirSync(join(folder, "postgres.en-cours"));
  writeFileSync(join(folder, "postgres.en-cours", "PG_VERSION"), "18\n");
  const cluster = await start();
  expect(await ask(cluster, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(existsSync(join(folder, "postgres.en-cours"))).toBe(false);
});

test("a cluster that lost a part is not remade: a sentence says what is missing", async () => {
  const { home, stop } = await start();
  await stop();
  renameSync(join(home, "postgres", "pg_xact"), join(home, "elsewhere"));
  await expect(start()).rejects.toThrow(/est incomplète \(il manque pg_xact\)/);
  expect(existsSync(join(home, "postgres", "base"))).toBe(true);
});

test("a cluster of another major version says so", async () => {
  const { home, stop } = await start();
  await stop();
  writeFileSync(join(home, "postgres", "PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow(/17 au lieu de 18/);
});

test("a secret that changed says so, and leaves nothing running", async () => {
  const first = await start();
  await first.stop();
  await expect(start({ passwords: { ...passwords, superuser: "another" } })).rejects.toThrow(/secret de l'instance/);
  expect(existsSync(join(first.home, "postgres", "postmaster.pid"))).toBe(false);
});
