import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { openObjectStore } from "./object-store";

/** GUICHET_CUT_SIZE=2147483648 for two gigabytes, which the suite has no time for. */
const size = Number(process.env.GUICHET_CUT_SIZE ?? 64 * 1024 ** 2);
const cuts = 20;
const minutes = 60_000;

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "guichet-cut-"));
const source = join(folder, "paquet.bin");
let world: World;
let objects: Awaited<ReturnType<typeof openObjectStore>>;
let sha256: string;
let server: ChildProcess | null = null;

beforeAll(async () => {
  objects = await openObjectStore();
  Object.assign(process.env, objects.environment, { FILES_STORE: "folder" });
  world = await openWorld();
  sha256 = await writeSource();
}, 10 * minutes);

afterAll(async () => {
  await stopServer("SIGTERM");
  await world.close();
  await objects.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Bytes of which no two pieces are alike: a piece put in another's place would show. */
async function writeSource(): Promise<string> {
  const hash = createHash("sha256");
  const seed = randomBytes(1024 ** 2);
  function* pieces() {
    for (let written = 0, place = 0; written < size; place++) {
      seed.writeUInt32BE(place);
      const piece = Buffer.from(seed.subarray(0, Math.min(seed.length, size - written)));
      hash.update(piece);
      written += piece.length;
      yield piece;
    }
  }
  await pipeline(Readable.from(pieces()), createWriteStream(source));
  return hash.digest("hex");
}

async function startServer(store: string, port = 0, others = {}): Promise<number> {
  server = spawn(process.execPath, ["--import", "tsx", "tests/files/upload-server.ts", String(port)], {
    cwd: root,
    env: { ...process.env, FILES_STORE: store, ...others },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(server.stdout!, "data");
  return Number(String(line));
}

async function stopServer(signal: NodeJS.Signals) {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.kill(signal);
  await gone;
}

/** A proxy that lets a share of the file pass, cuts, and begins again; in the middle it kills the server as well. */
async function openProxy(store: string, port: number) {
  const open = new Set<Socket>();
  const seen = { cuts: 0, restarts: 0, bytes: 0 };
  let there = Promise.resolve(port);
  const cut = () => {
    seen.cuts += 1;
    for (const socket of open) socket.destroy();
    if (seen.cuts !== cuts / 2) return;
    seen.restarts += 1;
    there = stopServer("SIGKILL").then(() => startServer(store, port));
  };
  const proxy = createServer(async (client) => {
    open.add(client);
    client.on("error", () => {});
    client.on("close", () => open.delete(client));
    const onward = connect(await there, "127.0.0.1");
    open.add(onward);
    onward.on("close", () => open.delete(onward));
    const meter = new Transform({
      transform(bytes: Buffer, _encoding, done) {
        seen.bytes += bytes.length;
        if (seen.cuts < cuts && seen.bytes > ((seen.cuts + 1) * size) / (cuts + 2)) return cut();
        done(null, bytes);
      },
    });
    pipeline(client, meter, onward).catch(() => {});
    pipeline(onward, client).catch(() => {});
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    seen,
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api/v1/uploads`,
    close: () => new Promise((closed) => proxy.close(closed)),
  };
}

async function send(endpoint: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(createReadStream(source) as never, {
      ...{ endpoint, uploadSize: size, metadata: { filename: "paquet.bin" } },
      headers: { "x-account": world.account("ines@culture.example").id },
      retryDelays: Array(40).fill(100),
      storeFingerprintForResuming: false,
      onError: reject,
      onSuccess: () => resolve(upload.url!.slice(-32)),
    });
    upload.start();
  });
}

async function rowOf(id: string) {
  const [row] = await world
    .actor("ines@culture.example")
    .transaction((tx) =>
      tx.execute(sql`select sha256, size, storage_key as key, finished_at from upload where id = ${id}`),
    );
  return row as { sha256: string; size: string; key: string; finished_at: string };
}

/** The most memory that the server ever held, in megabytes; where the system says so. */
function memoryOfServer(): number | null {
  const status = `/proc/${server!.pid}/status`;
  const peak = existsSync(status) && /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, "utf8"))?.[1];
  return peak ? Math.round(Number(peak) / 1024) : null;
}

async function hashOf(bytes: Readable): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of bytes) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

describe.each(["folder", "s3"] as const)("a file whose way is cut twenty times, kept in: %s", (store) => {
  it(
    "arrives whole, across a server killed in the middle",
    async () => {
      const began = Date.now();
      const proxy = await openProxy(store, await startServer(store));
      const idle = memoryOfServer();
      const row = await rowOf(await send(proxy.url));
      expect(proxy.seen).toMatchObject({ cuts, restarts: 1 });
      expect(row).toMatchObject({ sha256, size: String(size) });
      expect(row.finished_at).not.toBeNull();
      const { storageNamed } = await import("@/lib/files/storage");
      const took = (Date.now() - began) / 1000;
      expect(await hashOf(await storageNamed(store)!.open(row.key))).toBe(sha256);
      const other = storageNamed(store === "s3" ? "folder" : "s3")!;
      await expect(other.open(row.key)).rejects.toMatchObject({ status: 404 });
      const memory = memoryOfServer();
      if (process.env.GUICHET_CUT_SIZE)
        console.log(
          `${store}: ${size} bytes, ${cuts} cuts, ${took.toFixed(1)} s, server at most ${memory} MB, ${idle} MB before`,
        );
      await proxy.close();
      await stopServer("SIGTERM");
    },
    30 * minutes,
  );
});

it("a file that came whole while the object store was away waits for it, and nobody sends it again", async () => {
  const bytes = randomBytes(300_000);
  const account = world.account("ines@culture.example").id;
  const ask = (port: number, method: string, path: string, headers: Record<string, string> = {}, body?: Buffer) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { "tus-resumable": "1.0.0", "x-account": account, ...headers },
      body: body && new Uint8Array(body),
    });
  const port = await startServer("s3", 0, { S3_ENDPOINT: "http://127.0.0.1:1" });
  const begun = await ask(port, "POST", "/api/v1/uploads", { "upload-length": String(bytes.length) });
  const path = begun.headers.get("location")!;
  const headers = { "upload-offset": "0", "content-type": "application/offset+octet-stream" };
  const refused = await ask(port, "PATCH", path, headers, bytes);
  expect([refused.status, await refused.json()]).toEqual([503, { code: "storage-away" }]);
  expect((await rowOf(path.slice(-32))).finished_at).toBeNull();
  await stopServer("SIGTERM");
  const found = await ask(await startServer("s3"), "HEAD", path);
  expect(found.headers.get("upload-offset")).toBe(String(bytes.length));
  const row = await rowOf(path.slice(-32));
  expect(row.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  const { storageNamed } = await import("@/lib/files/storage");
  expect(await hashOf(await storageNamed("s3")!.open(row.key))).toBe(row.sha256);
  await stopServer("SIGTERM");
});
