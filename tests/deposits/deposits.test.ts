import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ZipFile } from "yazl";
import { openWorld, type World } from "../world";
import { layPackage } from "./lay-package";

vi.setConfig({ testTimeout: 60_000 });

let world: World;
let verbs: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  ...(await import("@/lib/deposits/prepare-package")),
  ...(await import("@/lib/deposits/package-queries")),
  ...(await import("@/lib/deposits/folder-queries")),
  ...(await import("@/lib/deposits/verify-package")),
  ...(await import("@/lib/deposits/validate-package")),
  ...(await import("@/lib/deposits/install-package")),
  ...(await import("@/lib/deposits/withdraw-package")),
  ...(await import("@/lib/deposits/describe-package")),
  ...(await import("@/lib/deposits/open-package")),
  ...(await import("@/lib/deposits/watch-deposits")),
  ...(await import("@/lib/deposits/unwatch-deposits")),
  ...(await import("@/lib/deposits/list-archive")),
  ...(await import("@/lib/deposits/package")),
  ...(await import("@/lib/deposits/create-package-link")),
  ...(await import("@/lib/deposits/revoke-package-link")),
  ...(await import("@/lib/deposits/open-package-link")),
  ...(await import("@/lib/deposits/package-link-queries")),
  ...(await import("@/lib/deposits/set-retention")),
  ...(await import("@/lib/deposits/erase-expired-packages")),
});

beforeAll(async () => {
  world = await openWorld();
  verbs = await load();
});
afterAll(() => world?.close());

const nadia = "nadia@titulaire.example";
async function zipOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

const deposit = (files: Record<string, Buffer>, more: object = {}) => layPackage(world, nadia, files, more);

const read = (id: string) => world.actor(nadia).transaction((tx) => verbs.getPackage(tx, id));
const entriesOf = (id: string) =>
  world.actor(nadia).transaction(async (tx) => (await verbs.listEntries(tx, id, { limit: 500 })).entries);
const inMemory = (bytes: Buffer) => ({
  size: bytes.length,
  open: async (range?: { start: number; end: number }) =>
    Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]),
});

test("an archive is kept as it is, listed, and its next version stands beside it", async () => {
  const bytes = await zipOf({ "a.txt": "un", "dossier/b.txt": "deux" });
  const first = await deposit({ "essai.zip": bytes });
  expect(first).toMatchObject({
    name: "essai.zip",
    version: 1,
    arrival: "ready",
    compressed: "none",
    listing: "listed",
  });
  expect((await entriesOf(first.id)).map(({ path }) => path)).toEqual(["a.txt", "dossier/b.txt"]);
  const opened = await verbs.openPackage(world.actor(nadia), first.id);
  expect(await buffer(await opened.read())).toEqual(bytes);
  expect(await deposit({ "Essai.zip": bytes })).toMatchObject({ version: 2 });
});

test("a folder becomes one archive, whatever its names, and making it twice changes nothing", async () => {
  const made = await deposit({ "site/../index.html": Buffer.from("<p>"), "site/INDEX.html": Buffer.from("<b>") });
  expect(made).toMatchObject({ name: "site.zip", compressed: "zip", type: "application/zip", arrival: "ready" });
  expect((await entriesOf(made.id)).map(({ path }) => path)).toEqual(["site/index.html", "site/INDEX (2).html"]);
  await verbs.preparePackage({ workspaceId: made.workspaceId, packageId: made.id }, { last: false });
  expect((await read(made.id)).sha256).toBe(made.sha256);
});

test("what was not validated in pre-production is installed in production only with a reason", async () => {
  const { id } = await deposit({ "lot.zip": await zipOf({ "lot.txt": "lot" }) });
  const actor = world.actor(nadia);
  await verbs.verifyPackage(actor, { package: id });
  const installed = { package: id, environment: "production" } as const;
  await expect(verbs.installPackage(actor, installed)).rejects.toMatchObject({ code: "package-not-validated" });
  await verbs.installPackage(actor, { package: id, environment: "preproduction" });
  await verbs.validatePackage(actor, { package: id });
  expect(await verbs.installPackage(actor, installed)).toMatchObject({ state: "installed-production" });
  await verbs.withdrawPackage(actor, { package: id, reason: "remplacé" });
  await expect(verbs.installPackage(actor, installed)).rejects.toMatchObject({ code: "package-withdrawn" });
  const steps = await actor.transaction((tx) => verbs.listSteps(tx, id));
  expect(steps.map(({ state }) => state)).toEqual([
    "deposited",
    "verified",
    "installed-preproduction",
    "validated",
    "installed-production",
    "withdrawn",
  ]);
});

test("a package of another workspace does not exist", async () => {
  const { id } = await deposit({ "autre.zip": await zipOf({ "x.txt": "x" }) });
  for (const mail of ["rachid@efs.example", "admin@guichet.example"]) {
    await expect(verbs.openPackage(world.actor(mail), id)).rejects.toMatchObject({ status: 404 });
    expect(await world.actor(mail).transaction((tx) => verbs.listEntries(tx, id, { limit: 9 }))).toMatchObject({
      entries: [],
    });
  }
  await expect(verbs.verifyPackage(world.actor("ines@culture.example"), { package: id })).rejects.toMatchObject({
    status: 404,
  });
});

test("whoever watches a project is told of a deposit, once", async () => {
  const [watcher] = await world.owner`select a.mail from account a join membership m on m.account_id = a.id
    join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id join project p on p.workspace_id = m.workspace_id
    where p.key = 'PORTAIL' and 'deposits.read' = any(f.permissions) and 'tickets.readAll' = any(f.permissions) and a.mail <> ${nadia}`;
  const mail = watcher!.mail as string;
  await verbs.watchDeposits(world.actor(mail), { project: "PORTAIL" });
  const { id } = await deposit({ "suivi.zip": await zipOf({ "s.txt": "s" }) });
  expect(await world.owner`select to_mail from outgoing_mail where package_id = ${id}`).toMatchObject([
    { to_mail: mail },
  ]);
  await verbs.unwatchDeposits(world.actor(mail), { project: "PORTAIL" });
  expect(await world.owner`select 1 from deposit_watch`).toHaveLength(0);
});

test("what is odd in an archive is flagged, and a broken one says so", async () => {
  const odd = Buffer.from(
    await zipOf({ xxxevil: "x", "con.txt": "x", "A.txt": "1", "a.txt": "2", "b\u202egpj.exe": "x" }),
  );
  const evil = Buffer.from(odd.toString("latin1").replaceAll("xxxevil", "../evil"), "latin1");
  const { entries } = await verbs.listArchive(inMemory(evil), "odd.zip");
  const flags = Object.fromEntries(entries.map(({ path, flags }) => [path, flags]));
  expect(flags["../evil"]).toContain("traversal");
  expect(flags["con.txt"]).toContain("device");
  expect(flags["a.txt"]).toContain("duplicate");
  expect(flags["b\u202egpj.exe"]).toContain("direction");
  for (const length of [30, 100, evil.length - 10])
    expect((await verbs.listArchive(inMemory(evil.subarray(0, length)), "cut.zip")).listing).not.toBe("listed");
  expect((await verbs.listArchive(inMemory(gzipSync("bonjour")), "mot.txt.gz")).entries).toMatchObject([
    { path: "mot.txt", size: 7 },
  ]);
});

test("archives nested twenty deep, and small ones that expand without end, are flagged", async () => {
  let nested = await zipOf({ "fond.txt": "x" });
  for (let depth = 0; depth < 20; depth++) {
    const zip = new ZipFile();
    zip.addBuffer(nested, "dedans.zip");
    zip.end();
    nested = await buffer(zip.outputStream as Readable);
  }
  expect((await verbs.listArchive(inMemory(nested), "poupees.zip")).flags).toContain("nested");
  const zeros = gzipSync(Buffer.alloc(300 * 1024 ** 2));
  expect(await verbs.listArchive(inMemory(zeros), "zeros.gz")).toMatchObject({ listing: "cut", flags: ["bomb"] });
});

test("a machine's link opens one package in one person's name, until it is over, taken back, or the right is gone", async () => {
  const bytes = await zipOf({ "lien.txt": "lien" });
  const { id } = await deposit({ "lien.zip": bytes });
  const actor = world.actor(nadia);
  const made = await verbs.createPackageLink(actor, { package: id, days: 2 });
  const token = made.address.split("/").at(-1)!;
  const opened = await verbs.openPackageLink(token, { fromStart: true });
  expect(await buffer(await opened!.read())).toEqual(bytes);
  const [listed] = await actor.transaction((tx) => verbs.listPackageLinks(tx, id));
  expect(listed).toMatchObject({ id: made.id, uses: 1, address: made.address });
  expect(await world.actor("oscar@titulaire.example").transaction((tx) => verbs.listPackageLinks(tx, id))).toEqual([]);
  const altered = `${token.slice(0, 40)}${token[40] === "A" ? "B" : "A"}${token.slice(41)}`;
  for (const wrong of [altered, "", token.slice(1), "A".repeat(64)])
    expect(await verbs.openPackageLink(wrong, { fromStart: true })).toBeNull();
  await actor.transaction((tx) => tx.execute(sql`update package_link set revoked_at = null where id = ${made.id}`));
  await verbs.revokePackageLink(actor, { package: id, link: made.id });
  expect(await verbs.openPackageLink(token, { fromStart: true })).toBeNull();
  const second = (await verbs.createPackageLink(actor, { package: id })).address.split("/").at(-1)!;
  await world.owner`update account set suspended_at = now() where mail = ${nadia}`;
  expect(await verbs.openPackageLink(second, { fromStart: true })).toBeNull();
  await world.owner`update account set suspended_at = null where mail = ${nadia}`;
  expect(await verbs.openPackageLink(second, { fromStart: false })).not.toBeNull();
});

test("logs lose their bytes after six months, or as the project says; the hash, the listing and the journal stay", async () => {
  const place = { kind: "logs", environment: "production" };
  const kept = await deposit({ "acces.zip": await zipOf({ "acces.log": "GET /" }) }, place);
  const half = new Date(Date.now() + 179 * 86_400_000);
  expect(await verbs.eraseExpiredPackages(half)).toEqual({ erased: 0 });
  const later = new Date(Date.now() + 181 * 86_400_000);
  expect((await verbs.eraseExpiredPackages(later)).erased).toBeGreaterThan(0);
  expect(await verbs.eraseExpiredPackages(later)).toEqual({ erased: 0 });
  expect(await read(kept.id)).toMatchObject({ sha256: kept.sha256, storageKey: null });
  expect(await entriesOf(kept.id)).toHaveLength(1);
  await expect(verbs.openPackage(world.actor(nadia), kept.id)).rejects.toMatchObject({ code: "package-erased" });
  await expect(
    verbs.setRetention(world.actor(nadia), { project: "PORTAIL", kind: "script", days: 1 }),
  ).rejects.toMatchObject({ status: 403 });
  await verbs.setRetention(world.actor("admin@guichet.example"), { project: "PORTAIL", kind: "script", days: 1 });
  const script = await deposit({ "s.zip": await zipOf({ "s.sh": "true" }) }, { kind: "script" });
  const other = await deposit({ "p.zip": await zipOf({ "p.txt": "reste" }) }, { kind: "program" });
  await verbs.eraseExpiredPackages(new Date(Date.now() + 2 * 86_400_000));
  expect(await read(script.id)).toMatchObject({ storageKey: null, erasedAt: expect.any(Date) });
  expect(await read(other.id)).toMatchObject({ erasedAt: null });
});

/** Entries whose bytes are one and the same: a few kilobytes that say they are petabytes, as the known 42 kB bomb does. */
function overlappingBomb(): Buffer {
  const name = Buffer.from("0");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const content = Buffer.alloc(1_000);
  const entries = Array.from({ length: 300 }, () => {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(8, 10);
    head.writeUInt32LE(content.length, 20);
    head.writeUInt32LE(0xfffffff0, 24);
    head.writeUInt16LE(name.length, 28);
    return Buffer.concat([head, name]);
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length + name.length + content.length, 16);
  return Buffer.concat([local, name, content, directory, end]);
}

test("a few kilobytes that say they are a terabyte are kept, flagged, and never expanded", async () => {
  const bytes = overlappingBomb();
  expect(bytes.length).toBeLessThan(42_000);
  const before = process.memoryUsage().rss;
  const { flags, entries } = await verbs.listArchive(inMemory(bytes), "bombe.zip");
  expect(flags).toEqual(expect.arrayContaining(["bomb", "overlap"]));
  expect(entries.reduce((sum, { size }) => sum + (size ?? 0), 0)).toBeGreaterThan(1e12);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 ** 2);
});

test("the same name deposited twice at once becomes two versions", async () => {
  const bytes = await zipOf({ "a.txt": "deux onglets" });
  const both = await Promise.all([deposit({ "onglets.zip": bytes }), deposit({ "ONGLETS.zip": bytes })]);
  expect(both.map(({ version }) => version).sort()).toEqual([1, 2]);
});
