import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/tenancy/actor";
import { openWorld, type World } from "@/tests/world";

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

const size = 100 * 1024 ** 2;
let world: World;

beforeAll(async () => {
  world = await openWorld();
});

beforeEach(() => {
  disk.isFull = false;
});

afterAll(() => world.close());

async function ask(actor: Actor, method: string, path: string, headers: Record<string, string>, body?: ReadableStream) {
  const { receiveUpload } = await import("@/lib/files/receive-upload");
  const options = { method, headers: { "tus-resumable": "1.0.0", ...headers }, body, duplex: "half" };
  return receiveUpload(actor, new Request(`http://guichet.example${path}`, options as RequestInit));
}

const named = { "upload-length": String(size), "upload-metadata": `filename ${btoa("paquet.bin")}` };

/** All the bytes of the file; at nine tenths the disk is full. */
function bytes(): ReadableStream {
  const piece = randomBytes(1024 ** 2);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent >= size) return controller.close();
      disk.isFull ||= sent >= size * 0.9;
      sent += piece.length;
      controller.enqueue(piece);
    },
  });
}

async function left(actor: Actor) {
  const rows = await actor.transaction((tx) => tx.execute(sql`select id from upload`));
  return { rows: rows.length, files: readdirSync(`${world.dataFolder}/uploads`) };
}

it("a disk that is full refuses a file before its first byte, in so many words", async () => {
  disk.isFull = true;
  const ines = world.actor("ines@culture.example", "api");
  await expect(ask(ines, "POST", "/api/v1/uploads", named)).rejects.toMatchObject({ status: 507, code: "disk-full" });
  expect((await left(ines)).rows).toBe(0);
});

it("a disk that fills at nine tenths of a file ends it, and keeps nothing of it", async () => {
  const ines = world.actor("ines@culture.example", "api");
  const begun = await ask(ines, "POST", "/api/v1/uploads", named);
  const path = begun.headers.get("location")!;
  const headers = { "upload-offset": "0", "content-type": "application/offset+octet-stream" };
  await expect(ask(ines, "PATCH", path, headers, bytes())).rejects.toMatchObject({ status: 507, code: "disk-full" });
  expect(await left(ines)).toEqual({ rows: 0, files: [] });
  disk.isFull = false;
  await expect(ask(ines, "HEAD", path, {})).rejects.toMatchObject({ status: 404 });
});

it("nor of one that comes with its announcement", async () => {
  const ines = world.actor("ines@culture.example", "api");
  const headers = { ...named, "content-type": "application/offset+octet-stream" };
  await expect(ask(ines, "POST", "/api/v1/uploads", headers, bytes())).rejects.toMatchObject({ code: "disk-full" });
  expect(await left(ines)).toEqual({ rows: 0, files: [] });
});
