import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { NotFound, StorageAway } from "@/lib/access/refusals";
import { firstOf } from "@/lib/files/first-of-storages";
import { folderStorage } from "@/lib/files/folder-storage";
import { s3Storage } from "@/lib/files/s3-storage";
import type { Storage } from "@/lib/files/store";
import { openObjectStore } from "./object-store";

const folder = mkdtempSync(join(tmpdir(), "guichet-storage-"));
const receiving = mkdtempSync(join(tmpdir(), "guichet-receiving-"));
const servers: Server[] = [];
let objects: Awaited<ReturnType<typeof openObjectStore>>;

beforeAll(async () => {
  objects = await openObjectStore();
});

afterAll(async () => {
  for (const server of servers) server.closeAllConnections();
  await objects.close();
  for (const path of [folder, receiving]) rmSync(path, { recursive: true, force: true });
});

const newKey = () => randomBytes(16).toString("hex");
const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

function received(bytes: Buffer): string {
  const path = join(receiving, newKey());
  writeFileSync(path, bytes);
  return path;
}

async function listed(store: Storage, prefix: string) {
  const found = [];
  for await (const { key, size } of store.list(prefix)) found.push({ key, size });
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

const stores: [string, () => Storage][] = [
  ["a folder", () => folderStorage(folder, receiving)],
  ["an S3-compatible store", () => s3Storage(objects.settings, receiving)],
];

describe.each(stores)("%s", (_name, open) => {
  let store: Storage;
  beforeEach(() => {
    store = open();
  });

  it.each([0, 1, 70_000, 8 * 1024 ** 2, 21 * 1024 ** 2 + 5])(
    "gives back the %i bytes that it took over",
    async (size) => {
      const bytes = randomBytes(size);
      const [key, path] = [newKey(), received(bytes)];
      await store.take(key, path);
      expect(existsSync(path)).toBe(false);
      expect(hashOf(await buffer(await store.open(key, undefined, hashOf(bytes))))).toBe(hashOf(bytes));
      await store.remove(key);
      await expect(store.open(key)).rejects.toThrow(NotFound);
    },
  );

  it("keeps what is in memory, and gives a range of it", async () => {
    const [key, bytes] = [newKey(), Buffer.from("un mot, puis un autre")];
    await store.put(key, bytes);
    expect(await store.read(key)).toEqual(bytes);
    expect((await buffer(await store.open(key, { start: 3, end: 5 }))).toString()).toBe("mot");
  });

  it("lists what begins so, and nothing else", async () => {
    const prefix = "abc";
    const keys = Array.from({ length: 260 }, (_, place) => prefix + place.toString(16).padStart(29, "0"));
    for (let place = 0; place < keys.length; place += 20)
      await Promise.all(keys.slice(place, place + 20).map((key) => store.put(key, Buffer.from(key))));
    await store.put("abd".padEnd(32, "0"), Buffer.from("x"));
    expect(await listed(store, prefix)).toEqual(keys.map((key) => ({ key, size: 32 })));
  });

  it("takes nothing for a key that is not one", async () => {
    await expect(store.open("../../etc/passwd")).rejects.toThrow(NotFound);
    await expect(store.read("")).rejects.toThrow(NotFound);
    await expect(store.put("A".repeat(32), Buffer.from("x"))).rejects.toThrow(NotFound);
  });

  it("says how much room there is, and forgets twice what it forgot once", async () => {
    expect(await store.room()).toBeGreaterThan(1_000_000);
    await store.remove(newKey());
  });
});

describe("two stores at once", () => {
  it("give what either has, write in the first one, and forget in both", async () => {
    const [first, second] = [s3Storage(objects.settings, receiving), folderStorage(folder, receiving)];
    const both = firstOf(first, second);
    const [old, fresh] = [newKey(), newKey()];
    await second.put(old, Buffer.from("ancien"));
    await both.put(fresh, Buffer.from("nouveau"));
    expect((await both.read(old)).toString()).toBe("ancien");
    expect((await first.read(fresh)).toString()).toBe("nouveau");
    await first.put(old, Buffer.from("ancien"));
    await both.remove(old);
    await expect(both.read(old)).rejects.toThrow(NotFound);
  });

  it("find a file that is moved between the two questions", async () => {
    let asked = 0;
    const first = { open: async () => (asked++ === 0 ? Promise.reject(new NotFound()) : "là") } as unknown as Storage;
    const second = { open: () => Promise.reject(new NotFound()) } as unknown as Storage;
    expect(await firstOf(first, second).open(newKey())).toBe("là");
  });
});

async function pretend(listener: RequestListener, patience = 10_000) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((ready) => server.once("listening", ready));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return s3Storage({ ...objects.settings, endpoint }, receiving, patience);
}

/** Between Guichet and the store: what it lets through, it may alter. */
async function through(
  alter: (method: string, bytes: Buffer) => Buffer,
  refuses: (url: string) => boolean = () => false,
) {
  const there = new URL(objects.settings.endpoint);
  return pretend(async (incoming, outgoing) => {
    const body = alter(`${incoming.method} sent`, await buffer(incoming));
    if (refuses(`${incoming.method} ${incoming.url}`)) return outgoing.writeHead(503).end();
    const { method, url: path, headers } = incoming;
    const passed = request({ host: there.hostname, port: there.port, method, path, headers }, async (answer) => {
      const bytes = alter(`${method} given`, await buffer(answer));
      outgoing.writeHead(answer.statusCode!, answer.headers).end(bytes);
    });
    passed.end(body);
  });
}

describe("a store that fails", () => {
  const flip = (bytes: Buffer) => bytes.map((byte, place) => (place === bytes.length - 1 ? byte ^ 1 : byte)) as Buffer;

  it.each([
    ["is not there", (() => {}) as RequestListener, true],
    ["answers nothing", (() => {}) as RequestListener, false],
    ["answers that it is not well", ((_, answer) => answer.writeHead(503).end()) as RequestListener, false],
    [
      "refuses our key",
      ((_, answer) => answer.writeHead(403).end("<Code>AccessDenied</Code>")) as RequestListener,
      false,
    ],
    [
      "has no such bucket",
      ((_, answer) => answer.writeHead(404).end("<Code>NoSuchBucket</Code>")) as RequestListener,
      false,
    ],
  ])("and %s is away, and the file stays", async (_name, listener, gone) => {
    const store = await pretend(listener, 300);
    if (gone) servers.at(-1)!.close();
    const path = received(Buffer.from("gardé"));
    const [key, before] = [newKey(), Date.now()];
    await expect(store.take(key, path)).rejects.toThrow(StorageAway);
    await expect(store.open(key)).rejects.toThrow(StorageAway);
    await expect(store.read(key)).rejects.toThrow(StorageAway);
    expect(existsSync(path)).toBe(true);
    expect(Date.now() - before).toBeLessThan(20_000);
  });

  it("once is asked again", async () => {
    const failed = new Set<string>();
    const store = await through(
      (_, bytes) => bytes,
      (asked) => !failed.has(asked) && Boolean(failed.add(asked)),
    );
    const [key, bytes] = [newKey(), randomBytes(17 * 1024 ** 2)];
    await store.take(key, received(bytes));
    expect(failed.size).toBeGreaterThanOrEqual(5);
    expect(hashOf(await buffer(await store.open(key)))).toBe(hashOf(bytes));
  });

  it("and gives other bytes is not believed: what it gives breaks off before its end", async () => {
    const store = await through((when, bytes) => (when === "GET given" ? flip(bytes) : bytes));
    const [key, bytes] = [newKey(), randomBytes(300_000)];
    await store.put(key, bytes);
    let seen = 0;
    const read = async () => {
      for await (const chunk of await store.open(key, undefined, hashOf(bytes))) seen += (chunk as Buffer).length;
    };
    await expect(read()).rejects.toThrow("other bytes");
    expect(seen).toBeLessThan(bytes.length);
  });

  it("and gives all when a part was asked is not believed either", async () => {
    const store = await pretend((_, answer) => answer.end("tout le fichier"));
    await expect(store.open(newKey(), { start: 2, end: 5 })).rejects.toThrow(StorageAway);
  });

  it("and says that it joined what it did not is found out", async () => {
    const store = await pretend(async (incoming, answer) => {
      await buffer(incoming);
      if (incoming.url!.endsWith("uploads=")) return answer.end("<UploadId>un</UploadId>");
      if (incoming.method === "HEAD") return answer.writeHead(200, { "content-length": "12" }).end();
      return answer.writeHead(200, { etag: '"un"' }).end();
    });
    const path = received(randomBytes(9 * 1024 ** 2));
    await expect(store.take(newKey(), path)).rejects.toThrow(StorageAway);
    expect(existsSync(path)).toBe(true);
  });

  it("leaves no draft behind", () => {
    expect(readdirSync(receiving).filter((name) => name.endsWith(".draft"))).toEqual([]);
  });
});

// s3rver fails at its second page under this Node: pages are asked of a listing of our own.
test("a listing of several pages is read to its end", async () => {
  const keys = Array.from({ length: 5 }, newKey).sort();
  const store = await pretend((incoming, answer) => {
    const { searchParams } = new URL(incoming.url!, "http://s3");
    const from = Number((searchParams.get("continuation-token") ?? "&0").slice(1));
    const page = keys.slice(from, from + 2).map(
      (key) => `<Contents><Key>ici/${key}</Key><Size>3</Size>
      <LastModified>2026-11-24T10:00:00.000Z</LastModified></Contents>`,
    );
    const next = from + 2 < keys.length ? `<NextContinuationToken>&amp;${from + 2}</NextContinuationToken>` : "";
    answer.end(`<ListBucketResult>${page.join("")}${next}</ListBucketResult>`);
  });
  expect(await listed(store, "")).toEqual(keys.map((key) => ({ key, size: 3 })));
});

test("what is signed is what the store receives: an altered body has another hash than its header says", async () => {
  const hashes: boolean[] = [];
  const store = await pretend(async (incoming, answer) => {
    hashes.push(hashOf(await buffer(incoming)) === incoming.headers["x-amz-content-sha256"]);
    answer.end();
  });
  await store.put(newKey(), randomBytes(1_000));
  expect(hashes).toEqual([true]);
});
