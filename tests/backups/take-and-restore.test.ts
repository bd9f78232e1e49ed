import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCluster } from "@/lib/cli/cluster/start-cluster";
import { runCommand } from "../instance";
import { forgetFolder, newFolder, openInstance, run } from "./instance";

let top: string;
let out: string;
let instance: Awaited<ReturnType<typeof openInstance>>;

beforeAll(async () => {
  top = newFolder();
  out = join(top, "backups");
  instance = await openInstance(top);
});

afterAll(async () => {
  await instance?.close();
  rmSync(top, { recursive: true, force: true });
});

const backUp = (...words: string[]) => run("backup", ["--out", out, ...words], { GUICHET_DATA: instance.folder });
const restore = (backup: string, data: string) => run("backup-restore", [backup, "--data", data]);
const backups = () => readdirSync(out).filter((name) => !name.startsWith("."));
const latest = () => join(out, backups().toSorted().at(-1)!);

async function ines() {
  const { personActor } = await import("@/lib/tenancy/actor");
  const owner = postgres(instance.cluster.ownerUrl, { max: 1, onnotice: () => {} });
  const [account] = await owner<{ id: string }[]>`select id from account where mail = 'ines@culture.example'`;
  await owner.end();
  return personActor(account!.id, "web");
}

/** How many rows each table has, as the superuser sees them. */
async function countRows(superuserUrl: string): Promise<Record<string, number>> {
  const address = new URL(superuserUrl);
  address.pathname = "/guichet";
  const sql = postgres(address.href, { max: 1, onnotice: () => {} });
  const tables = await sql<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = (await sql`select 1 from ${sql(name)}`).length;
  await sql.end();
  return counts;
}

/** Starts the database of a restored folder and gives what is asked of it. */
async function inRestored<T>(data: string, ask: (superuserUrl: string) => Promise<T>): Promise<T> {
  const { createHmac } = await import("node:crypto");
  const secret = readFileSync(join(data, "secret"), "utf8").trim();
  const derive = (purpose: string) =>
    createHmac("sha256", secret).update(`embedded database ${purpose}`).digest("base64url");
  const cluster = await startCluster({
    dataFolder: data,
    passwords: { superuser: derive("superuser"), owner: derive("owner") },
    durable: false,
  });
  try {
    return await ask(cluster.superuserUrl);
  } finally {
    await cluster.stop();
  }
}

const sha256 = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

function hashesUnder(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, sha256(join(folder, name))]));
}

test("taken while people write, it restores to one moment: all that was told before it, a whole journal, whole files", {
  timeout: 240_000,
}, async () => {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { storeFile } = await import("@/lib/files/store-file");
  const actor = await ines();
  const told: string[] = [];
  let writing = true;
  const write = async () => {
    while (writing) {
      const files = [await storeFile("pendant.txt", Buffer.from(`${Math.random()}`))];
      const asked = { project: "PORTAIL", title: "Pendant", message: "x".repeat(2_000) };
      const { reference } = await openTicket(actor, asked, { files });
      told.push(reference);
    }
  };
  const writers = [write(), write()];
  while (told.length < 5) await pause(20);
  const before = [...told];
  const { code, output } = await backUp();
  const during = told.length - before.length;
  writing = false;
  await Promise.all(writers);
  expect(code, output).toBe(0);
  expect(during).toBeGreaterThan(5);

  const data = join(top, "restored-live");
  const restored = await restore(latest(), data);
  expect(restored.code, restored.output).toBe(0);
  const references = await inRestored(data, async (superuserUrl) => {
    const address = new URL(superuserUrl);
    address.pathname = "/guichet";
    const sql = postgres(address.href, { max: 1, onnotice: () => {} });
    const rows = await sql<{ reference: string }[]>`
      select p.key || '-' || t.number as reference from ticket t join project p on p.id = t.project_id where t.title = 'Pendant'`;
    await sql.end();
    return rows.map(({ reference }) => reference);
  });
  expect(references).toEqual(expect.arrayContaining(before));
  expect(references.length).toBeLessThanOrEqual(told.length + 2);
  for (const command of ["journal-verify", "files-verify"]) {
    const verified = await run(command, [], { GUICHET_DATA: data });
    expect(verified.code, verified.output).toBe(0);
  }
  forgetFolder(data);
});

test("what is restored has each row, each file and the same secret; sessions are ended and the journal says so", {
  timeout: 240_000,
}, async () => {
  const counts = await countRows(instance.cluster.superuserUrl);
  const owner = postgres(instance.cluster.superuserUrl.replace(/postgres$/, "guichet"), { max: 1 });
  await owner`insert into session (id, account_id, expires_at) select gen_random_uuid(), id, now() + interval '1 day' from account limit 1`;
  await owner.end();
  const { code, output } = await backUp();
  expect(code, output).toBe(0);
  const data = join(top, "restored-still");
  const restored = await restore(latest(), data);
  expect(restored.code, restored.output).toBe(0);
  expect(restored.output).toContain("1 session a été fermée");
  expect(readFileSync(join(data, "secret"), "utf8")).toBe(readFileSync(join(instance.folder, "secret"), "utf8"));
  expect(hashesUnder(join(data, "files"))).toEqual(hashesUnder(join(instance.folder, "files")));
  const { session, event, ...rest } = await inRestored(data, countRows);
  const { session: _, event: events, ...others } = counts;
  expect(rest).toEqual({ ...others, chain: rest.chain });
  expect(event).toBe(events! + 1);
  expect(session).toBe(counts.session! + 1);
  forgetFolder(data);
});

test("a second one links what has not changed, and only so many are kept", { timeout: 120_000 }, async () => {
  const first = latest();
  await pause(1_100);
  const { code, output } = await backUp("--keep", "2");
  expect(code, output).toBe(0);
  expect(backups()).toHaveLength(2);
  const key = Object.keys(hashesUnder(join(first, "files")))[0]!;
  expect(statSync(join(latest(), "files", key)).ino).toBe(statSync(join(first, "files", key)).ino);
  const inodes = (backup: string) =>
    new Set(Object.keys(hashesUnder(backup)).map((name) => statSync(join(backup, name)).ino));
  const [before, now] = [inodes(first), inodes(latest())];
  const shared = [...now].filter((inode) => before.has(inode)).length;
  expect(shared / now.size).toBeGreaterThan(0.9);
  expect((await run("backup-verify", [latest()])).code).toBe(0);
});

test("a file that the store lost, or has wrong, is said, and the backup is there all the same", {
  timeout: 120_000,
}, async () => {
  const [lost, wrong] = Object.keys(hashesUnder(join(instance.folder, "files"))).map((name) =>
    join(instance.folder, "files", name),
  );
  const bytes = readFileSync(wrong!);
  renameSync(lost!, `${top}/lost`);
  writeFileSync(wrong!, Buffer.from("x"));
  // The former backups have the right bytes, which would be linked: a first backup elsewhere has nothing to link.
  const elsewhere = join(top, "elsewhere");
  const { code, output } = await run("backup", ["--out", elsewhere], { GUICHET_DATA: instance.folder });
  renameSync(`${top}/lost`, lost!);
  writeFileSync(wrong!, bytes);
  expect(code).toBe(1);
  expect(output).toMatch(/ {2}absent : [0-9a-f]{32}/);
  expect(output).toMatch(/ {2}altéré : [0-9a-f]{32}/);
  expect(output).toContain("La sauvegarde est entière, mais 2 fichiers");
  rmSync(elsewhere, { recursive: true });
});

/** Does something to a copy of the latest backup, whose restoring must be refused and leave nothing. */
async function refusedWhen(damage: (copy: string) => void): Promise<string> {
  const copy = join(top, "copy");
  const data = join(top, "never");
  const { execFileSync } = await import("node:child_process");
  execFileSync("cp", ["-a", latest(), copy]);
  damage(copy);
  const { code, output } = await restore(copy, data);
  rmSync(copy, { recursive: true });
  expect(code).toBe(1);
  expect(output).not.toMatch(/\n\s+at |node:internal/);
  expect([existsSync(data), existsSync(`${data}.en-cours`)]).toEqual([false, false]);
  return output;
}

test("one byte altered, a file missing, a manifest cut or altered: nothing is restored, and the file is named", {
  timeout: 120_000,
}, async () => {
  const largest = (copy: string) => {
    const folder = join(copy, "postgres", "base");
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    );
    return join(folder, names.toSorted((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size)[0]!);
  };
  const rewrite = (path: string, change: (bytes: Buffer) => Buffer) => {
    chmodSync(path, 0o600);
    writeFileSync(path, change(readFileSync(path)));
  };
  const flip = (bytes: Buffer) => {
    bytes[bytes.length >> 1]! ^= 1;
    return bytes;
  };
  expect(await refusedWhen((copy) => rewrite(largest(copy), flip))).toMatch(/altéré : postgres\/base\/\d+\/\d+/);
  expect(await refusedWhen((copy) => rmSync(largest(copy)))).toMatch(/absent : postgres\/base\/\d+\/\d+/);
  const manifest = (copy: string) => join(copy, "manifest.jsonl");
  const cut = (bytes: Buffer) => bytes.subarray(0, bytes.lastIndexOf("\n", bytes.length - 2) + 1);
  expect(await refusedWhen((copy) => rewrite(manifest(copy), cut))).toContain("s'arrête avant sa fin");
  expect(await refusedWhen((copy) => rewrite(manifest(copy), (bytes) => bytes.subarray(0, 5_000)))).toMatch(
    /altérée, à la ligne \d+/,
  );
  const other = (bytes: Buffer) => Buffer.from(bytes.toString().replace(/"size":(\d)/, '"size":9$1'));
  expect(await refusedWhen((copy) => rewrite(manifest(copy), other))).toContain("altérée");
  const climbing = (bytes: Buffer) =>
    Buffer.from(bytes.toString().replace('"postgres/PG_VERSION"', '"postgres/../../x"'));
  expect(await refusedWhen((copy) => rewrite(manifest(copy), climbing))).toContain("altérée");
  expect(await refusedWhen((copy) => rmSync(manifest(copy)))).toContain("n'est pas une sauvegarde de Guichet");
});

test("places that will not do are refused in words", { timeout: 120_000 }, async () => {
  const inside = await run("backup", ["--out", join(instance.folder, "b")], { GUICHET_DATA: instance.folder });
  expect(inside).toMatchObject({ code: 1, output: expect.stringContaining("est dans le dossier des données") });
  const busy = join(top, "busy");
  mkdirSync(busy);
  writeFileSync(join(busy, "photo.jpg"), "");
  const foreign = await run("backup", ["--out", busy], { GUICHET_DATA: instance.folder });
  expect(foreign).toMatchObject({ code: 1, output: expect.stringContaining("autre chose que des sauvegardes") });
  expect((await restore(latest(), busy)).output).toContain("n'est pas vide");
  expect((await restore(latest(), instance.folder)).output).toContain("Guichet tourne déjà");
  expect((await restore(busy, join(top, "new"))).output).toContain("n'est pas une sauvegarde");
  expect((await run("backup", [], { GUICHET_DATA: instance.folder })).output).toContain("--out /mnt/sauvegardes");
  expect((await run("backup", ["--out", out, "--keep", "0"], { GUICHET_DATA: instance.folder })).code).toBe(1);
  expect(readdirSync(busy)).toEqual(["photo.jpg"]);
});

test("killed at any moment, a backup is never taken for a whole one, and the next clears what it left", {
  timeout: 240_000,
}, async () => {
  const before = backups();
  for (const delay of [0, 150, 400]) {
    const { child, ended } = runCommand("backup", { GUICHET_DATA: instance.folder }, "", ["--out", out]);
    while (!backups().some((name) => name.endsWith(".partiel"))) await pause(5);
    await pause(delay);
    child.kill("SIGKILL");
    await ended;
    expect(backups().filter((name) => !name.endsWith(".partiel"))).toEqual(before);
  }
  const sql = postgres(instance.cluster.superuserUrl, { max: 1 });
  await expect.poll(async () => (await sql`select 1 from pg_replication_slots`).length, { timeout: 10_000 }).toBe(0);
  await sql.end();
  const { code, output } = await backUp();
  expect(code, output).toBe(0);
  expect(backups().filter((name) => name.endsWith(".partiel"))).toEqual([]);
});

test("killed at any moment, a restore leaves no data folder, and the next one makes it", {
  timeout: 240_000,
}, async () => {
  const data = join(top, "restored-killed");
  for (const sign of ["postgres/PG_VERSION", "postgres/global/pg_control", "postgres/postmaster.pid"]) {
    const { child, ended } = runCommand("backup-restore", {}, "", [latest(), "--data", data]);
    while (!existsSync(join(`${data}.en-cours`, sign))) await pause(2);
    child.kill("SIGKILL");
    await ended;
    expect(existsSync(data)).toBe(false);
  }
  const { code, output } = await restore(latest(), data);
  expect(code, output).toBe(0);
  expect(existsSync(`${data}.en-cours`)).toBe(false);
  const verified = await run("journal-verify", [], { GUICHET_DATA: data });
  expect(verified.code, verified.output).toBe(0);
  forgetFolder(data);
});
