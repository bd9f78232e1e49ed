import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import type { Actor, Door } from "@/lib/tenancy/actor";

export type World = Awaited<ReturnType<typeof openWorld>>;

// Roles are the cluster's, and their passwords come from the secret: one secret for all worlds.
const secret = "every-test-world-shares-this-secret-0123456789";
const root = join(import.meta.dirname, "..");

/**
 * A database of its own for a test file, holding the demonstration world, copied from a template that the first file to come makes.
 * Sets DATABASE_URL, GUICHET_SECRET and GUICHET_DATA, so nothing may have read the settings before.
 */
export async function openWorld() {
  const cluster = process.env.GUICHET_TEST_CLUSTER;
  if (!cluster) throw new Error("GUICHET_TEST_CLUSTER is not set: tests/cluster.ts sets it, or export it by hand.");
  const name = `world_${process.pid}_${randomBytes(4).toString("hex")}`;
  const dataFolder = mkdtempSync(join(tmpdir(), "guichet-world-"));
  await onCluster(cluster, async (sql) => {
    const template = await ensureTemplate(sql, cluster);
    await sql.unsafe(`create database ${name} template ${template}`);
    // What rows say is kept must be there, as in any instance.
    cpSync(filesOfTemplate(template), dataFolder, { recursive: true });
  });
  const ownerUrl = urlOf(cluster, name);
  Object.assign(process.env, environmentOf(ownerUrl, dataFolder));
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const known = await readNames(owner);
  // Imported now, because the settings are read once and must be this world's.
  const { personActor } = await import("@/lib/tenancy/actor");

  return {
    ...known,
    /** The database's owner: lays or alters rows under the application's feet. */
    owner,
    ownerUrl,
    dataFolder,
    actor: (mail: string, door: Door = "web"): Actor => personActor(known.account(mail).id, door),
    async close() {
      const { stopSender } = await import("@/lib/jobs/enqueue-job");
      const { closeDatabase } = await import("@/lib/tenancy/database");
      await stopSender();
      await closeDatabase();
      await owner.end({ timeout: 5 });
      await onCluster(cluster, (sql) => dropDatabase(sql, name));
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Backends that were just told to end may still be there for a moment, and the owner may not end other roles' ones. */
async function dropDatabase(sql: postgres.Sql, name: string) {
  for (let attempt = 1; ; attempt++) {
    const failure = await sql.unsafe(`drop database if exists ${name}`).catch((error) => error);
    if (!(failure instanceof Error)) return;
    if ((failure as { code?: string }).code !== "55006" || attempt === 50) throw failure;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function readNames(owner: postgres.Sql) {
  const accounts = await owner<{ id: string; mail: string; name: string }[]>`select id, mail, name from account`;
  const workspaces = await owner<{ id: string; key: string; name: string }[]>`select id, key, name from workspace`;
  const projects = await owner<
    { id: string; key: string; workspaceId: string }[]
  >`select id, key, workspace_id as "workspaceId" from project`;
  const pick = <T>(row: T | undefined, name: string): T => {
    if (!row) throw new Error(`The demonstration world has no ${name}.`);
    return row;
  };
  return {
    account: (mail: string) =>
      pick(
        accounts.find((row) => row.mail === mail),
        mail,
      ),
    workspace: (key: string) =>
      pick(
        workspaces.find((row) => row.key === key),
        key,
      ),
    project: (key: string) =>
      pick(
        projects.find((row) => row.key === key),
        key,
      ),
  };
}

/** Makes the template when this state of the code has none yet; whoever comes meanwhile waits for the lock. */
async function ensureTemplate(sql: postgres.Sql, cluster: string): Promise<string> {
  const name = `template_${fingerprint()}`;
  const exists = async () => (await sql`select 1 from pg_database where datname = ${name}`).length === 1;
  if (await exists()) return name;
  await sql`select pg_advisory_lock(hashtext('guichet test template'))`;
  if (await exists()) return name;
  const draft = `${name}_draft`;
  await sql.unsafe(`drop database if exists ${draft} with (force)`);
  await sql.unsafe(`create database ${draft}`);
  const dataFolder = filesOfTemplate(name);
  rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(dataFolder, { recursive: true });
  await promisify(execFile)("node_modules/.bin/node", ["--import", "tsx", "tests/template.ts"], {
    cwd: root,
    env: { ...process.env, ...environmentOf(urlOf(cluster, draft), dataFolder) },
  });
  await sql.unsafe(`alter database ${draft} rename to ${name}`);
  return name;
}

/** The data folder of a template: beside its cluster, and gone with it. */
function filesOfTemplate(name: string): string {
  return join(process.env.GUICHET_TEST_FILES ?? join(tmpdir(), "guichet-test-templates"), name);
}

function environmentOf(databaseUrl: string, dataFolder: string) {
  return { DATABASE_URL: databaseUrl, GUICHET_SECRET: secret, GUICHET_DATA: dataFolder };
}

/** Of all that can change what a template holds. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const folder of ["db", "lib", "tests/template.ts"])
    for (const path of filesUnder(folder)) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest("hex").slice(0, 16);
}

function filesUnder(path: string): string[] {
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function urlOf(cluster: string, database: string): string {
  const url = new URL(cluster);
  url.pathname = `/${database}`;
  return url.href;
}

async function onCluster<T>(cluster: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(cluster, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
