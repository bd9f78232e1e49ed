import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { openObjectStore } from "./object-store";

const root = join(import.meta.dirname, "../..");
let world: World;
let objects: Awaited<ReturnType<typeof openObjectStore>>;

beforeAll(async () => {
  [world, objects] = await Promise.all([openWorld(), openObjectStore()]);
  Object.assign(process.env, objects.environment, { FILES_STORE: "folder" });
});

afterAll(async () => {
  await world.close();
  await objects.close();
});

/** The command as people run it: settings from the environment, an exit code, and what it says. */
async function run(command: "files-move" | "files-verify", words: string[] = [], store = "folder", others = {}) {
  const environment = { ...process.env, FILES_STORE: store, TZ: "UTC", ...others };
  const ran = promisify(execFile)(process.execPath, ["--import", "tsx", `lib/cli/${command}.ts`, ...words], {
    cwd: root,
    env: environment,
  });
  return ran.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
  );
}

async function attach(bytes: Buffer) {
  const { storeFile } = await import("@/lib/files/store-file");
  const stored = await storeFile("journal.txt", bytes);
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const actor = world.actor("nadia@titulaire.example");
  const id = randomBytes(16).toString("hex");
  await actor.transaction(async (tx) => {
    const { upload } = await import("@/db/schema");
    await tx.insert(upload).values({
      ...{ id, accountId: actor.accountId!, ...stored, finishedAt: new Date() },
      expiresAt: new Date(Date.now() + 86_400_000),
    });
  });
  await openTicket(actor, { project: "PRESSE", title: "Un fichier", message: "Ci-joint.", uploads: [id] });
  return stored.storageKey;
}

const pathOf = (key: string) => join(world.dataFolder, "files", key.slice(0, 2), key);

const namesIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()) : [];

describe("files", () => {
  const contents = [0, 12, 9 * 1024 ** 2].map((size) => randomBytes(size));
  let keys: string[];

  it("that are what their rows say are whole", async () => {
    keys = [];
    for (const bytes of contents) keys.push(await attach(bytes));
    const { code, said } = await run("files-verify");
    expect(said).toMatch(/Les fichiers sont intacts : \d+ lignes, \d+ fichiers/);
    expect(code).toBe(0);
  });

  it("move to the other store and are served all along", async () => {
    const { code, said } = await run("files-move", ["--to", "s3"]);
    expect(said).toMatch(/fichiers déplacés \(.* Mo\) vers l'entrepôt S3, empreintes vérifiées/);
    expect(said).toContain("FILES_STORE=s3");
    expect(code).toBe(0);
    expect(namesIn(join(world.dataFolder, "files"))).toEqual([]);
    expect(namesIn(join(world.dataFolder, "uploads"))).toEqual([]);
    const { getStorage } = await import("@/lib/files/storage");
    // This process still has the folder for its first store.
    for (const [place, key] of keys.entries())
      expect((await buffer(await getStorage().open(key))).equals(contents[place]!)).toBe(true);
    expect((await run("files-verify", [], "s3")).code).toBe(0);
  });

  it("that were moved already stay, and come back", async () => {
    expect((await run("files-move", ["--to", "s3"])).said).toContain("0 fichier déplacé");
    expect((await run("files-move", ["--to", "folder"])).code).toBe(0);
    for (const key of keys) expect(existsSync(pathOf(key))).toBe(true);
    expect((await run("files-verify")).code).toBe(0);
  });

  it("that were altered are named, and do not move", async () => {
    writeFileSync(pathOf(keys[1]!), "autre chose");
    const verified = await run("files-verify");
    expect(verified.said).toContain(`altéré : ${keys[1]} (attachment`);
    expect(verified.code).toBe(1);
    const moved = await run("files-move", ["--to", "s3"]);
    expect(moved.said).toContain("1 fichier laissé où il est");
    expect(moved.said).toContain(keys[1]);
    expect(moved.code).toBe(1);
    expect(existsSync(pathOf(keys[1]!))).toBe(true);
    writeFileSync(pathOf(keys[1]!), contents[1]!);
  });

  it("that are gone are told missing", async () => {
    const { getStorage } = await import("@/lib/files/storage");
    await getStorage().remove(keys[2]!);
    const { code, said } = await run("files-verify");
    expect(said).toContain(`absent : ${keys[2]} (attachment`);
    expect(said).toContain("1 absents, 0 altérés, 0 sans ligne");
    expect(code).toBe(1);
    await getStorage().put(keys[2]!, contents[2]!);
  });

  it("without a row are listed once they are old, and removed only when that is asked", async () => {
    const { getStorage } = await import("@/lib/files/storage");
    const orphan = "f".repeat(32);
    await getStorage().put(orphan, Buffer.from("reste"));
    expect((await run("files-verify")).code).toBe(0);
    utimesSync(pathOf(orphan), 0, 0);
    const { code, said } = await run("files-verify");
    expect(said).toContain(`sans ligne : ${orphan} (5 octets sans ligne dans la base)`);
    expect(code).toBe(1);
    expect(existsSync(pathOf(orphan))).toBe(true);
    expect((await run("files-verify", ["--remove-orphans"])).code).toBe(0);
    expect(existsSync(pathOf(orphan))).toBe(false);
    expect((await run("files-verify")).code).toBe(0);
  });

  it("that a store gives back wrong are taken from it again, and stay where they were", async () => {
    const { moveFiles } = await import("@/lib/files/move-files");
    const { storageNamed } = await import("@/lib/files/storage");
    const [source, target] = [storageNamed("folder")!, storageNamed("s3")!];
    await moveFiles(target, source);
    const lying = { ...target, open: async () => Readable.from([Buffer.from("autre chose")]) };
    const moved = await moveFiles(source, lying);
    expect(moved).toMatchObject({ files: 0, bytes: 0 });
    expect(moved.altered).toEqual(expect.arrayContaining(keys));
    for (const key of keys) {
      expect(existsSync(pathOf(key))).toBe(true);
      await expect(target.open(key)).rejects.toMatchObject({ status: 404 });
    }
  });

  it("are told to be out of reach when the object store is", async () => {
    const { code, said } = await run("files-verify", [], "s3", { S3_ENDPOINT: "http://127.0.0.1:9" });
    expect(said).toContain("L'entrepôt S3 ne répond pas comme il devrait");
    expect(code).toBe(1);
    const half = await run("files-verify", [], "s3", { S3_SECRET_KEY: "" });
    expect(half.said).toContain("S3_SECRET_KEY");
    expect(half.code).toBe(1);
  });

  it("stay when nobody says where to put them", async () => {
    const unsaid = await run("files-move");
    expect([unsaid.code, unsaid.said]).toEqual([1, expect.stringContaining("--to s3")]);
  });
});
