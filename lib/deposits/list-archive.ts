import type { Readable, Transform } from "node:stream";
import * as zlib from "node:zlib";
import { listZip } from "./list-zip";
import { type Bytes, Gathering, isBomb, type Listing } from "./listing";
import { isTarHead, readTar } from "./read-tar";

const magic: [string, string][] = [
  ["zip", "504b0304"],
  ["zip", "504b0506"],
  ["gzip", "1f8b"],
  ["zstd", "28b52ffd"],
  // What no maintained library reads: kept and served, never listed.
  ["unknown", "425a68"],
  ["unknown", "fd377a585a00"],
  ["unknown", "377abcaf271c"],
];

/**
 * What an archive says that it holds, read as it streams and within bounds; `name` is what its only content is called when it is no tar.
 * Reads ZIP, tar, and gzip or Zstandard with or without a tar inside; bzip2, xz and 7z give `none`.
 */
export async function listArchive(bytes: Bytes, name: string): Promise<Listing> {
  const head = bytes.size > 0 ? await readHead(bytes) : Buffer.alloc(0);
  const form =
    magic.find(([, start]) => head.toString("hex").startsWith(start))?.[0] ?? (isTarHead(head) ? "tar" : null);
  if (form === "zip") return listZip(bytes);
  if (form === "tar") return listStream(await bytes.open(), null, bytes.size, name);
  if (form === "gzip") return listStream(await bytes.open(), zlib.createGunzip(), bytes.size, name);
  // Node 20 and early 22 have no Zstandard.
  if (form === "zstd" && "createZstdDecompress" in zlib)
    return listStream(await bytes.open(), zlib.createZstdDecompress(), bytes.size, name);
  return { listing: "none", entries: [], flags: [] };
}

async function readHead(bytes: Bytes): Promise<Buffer> {
  return Buffer.concat(await (await bytes.open({ start: 0, end: Math.min(bytes.size, 512) - 1 })).toArray());
}

class TooMuch extends Error {}

async function listStream(
  source: Readable,
  expand: Transform | null,
  compressed: number,
  name: string,
): Promise<Listing> {
  const gathering = new Gathering();
  const stream = expand ? source.pipe(expand) : source;
  source.on("error", (error) => stream.destroy(error));
  const counted = { bytes: 0 };
  try {
    const whole = await gather(watched(stream, counted, compressed, gathering), gathering, counted, name);
    return gathering.end(whole ? "listed" : "cut");
  } catch (error) {
    if (error instanceof TooMuch) gathering.flags.add("bomb");
    else if (isTrouble(error)) throw error;
    return gathering.end(gathering.entries.length > 0 || error instanceof TooMuch ? "cut" : "unreadable");
  } finally {
    stream.destroy();
    source.destroy();
  }
}

/** The disk's or the network's fault, which may pass; the archive's own never does. */
function isTrouble(error: unknown): boolean {
  const { code = "" } = error as NodeJS.ErrnoException;
  return code.startsWith("E") && !code.startsWith("ERR_");
}

async function* watched(
  stream: AsyncIterable<Buffer>,
  counted: { bytes: number },
  compressed: number,
  gathering: Gathering,
) {
  for await (const chunk of stream) {
    counted.bytes += chunk.length;
    if (isBomb(counted.bytes, compressed)) throw new TooMuch();
    if (gathering.full) return;
    yield chunk;
  }
}

/** A tar by its entries, anything else as one file. Whether all of it was read. */
async function gather(chunks: AsyncGenerator<Buffer>, gathering: Gathering, counted: { bytes: number }, name: string) {
  const first = await takeHead(chunks);
  if (!isTarHead(first)) {
    for await (const _ of chunks);
    gathering.add({ path: name.replace(/\.(gz|zst)$/i, ""), size: counted.bytes, directory: false });
    return !gathering.full;
  }
  for await (const { entry, flags } of readTar(again(first, chunks))) if (!gathering.add(entry, flags)) return false;
  return !gathering.full;
}

async function takeHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < 512) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* again(first: Buffer, rest: AsyncGenerator<Buffer>) {
  yield first;
  yield* rest;
}
