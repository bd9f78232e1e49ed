import { Readable } from "node:stream";
import * as yauzl from "yauzl";
import { BlockReader } from "./block-reader";
import { type Bytes, Gathering, isBomb, type Listing } from "./listing";

/** The content of a ZIP by its central directory; nothing is extracted but small archives inside, in memory, to know how deep they go. */
export async function listZip(bytes: Bytes): Promise<Listing> {
  const gathering = new Gathering();
  const spans: [number, number][] = [];
  let expanded = 0;
  try {
    const whole = await eachEntry(bytes, (entry) => {
      expanded += entry.uncompressedSize;
      spans.push([entry.relativeOffsetOfLocalHeader, entry.compressedSize]);
      return gathering.add(...told(entry));
    });
    if (overlap(spans)) gathering.flags.add("overlap").add("bomb");
    if (isBomb(expanded, bytes.size)) gathering.flags.add("bomb");
    if (gathering.flags.has("archive") && !gathering.flags.has("bomb") && (await nestsDeeply(bytes)))
      gathering.flags.add("nested");
    return gathering.end(whole ? "listed" : "cut");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith("E")) throw error;
    return gathering.end(gathering.entries.length > 0 ? "cut" : "unreadable");
  }
}

function told(entry: yauzl.Entry): Parameters<Gathering["add"]> {
  const path = nameOf(entry);
  const link = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  const flags = [
    ...(link ? ["link"] : []),
    ...(entry.generalPurposeBitFlag & 1 ? ["encrypted"] : []),
    ...(isBomb(entry.uncompressedSize, entry.compressedSize) ? ["bomb"] : []),
  ];
  return [{ path, size: entry.uncompressedSize, directory: path.endsWith("/") }, flags];
}

/** In UTF-8 when it is; older tools wrote one byte for each character. */
function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return raw.toString("latin1");
  }
}

/** Entries that share bytes: how a few kilobytes become petabytes without any of them looking odd. */
function overlap(spans: [number, number][]): boolean {
  const sorted = spans.toSorted((a, b) => a[0] - b[0]);
  return sorted.some(([start], position) => {
    const before = sorted[position - 1];
    return before !== undefined && start < before[0] + 30 + before[1];
  });
}

type Visit = (entry: yauzl.Entry, zip: yauzl.ZipFile) => boolean | Promise<boolean>;

/** Whether all of them were visited: `visit` says false to stop. Throws when the archive is not one. */
async function eachEntry(bytes: Bytes, visit: Visit): Promise<boolean> {
  const zip = await openZip(bytes);
  return new Promise((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", () => resolve(true));
    zip.on("entry", (entry: yauzl.Entry) => {
      Promise.resolve(visit(entry, zip)).then((on) => (on ? zip.readEntry() : resolve(false)), reject);
    });
    zip.readEntry();
  });
}

function openZip(bytes: Bytes): Promise<yauzl.ZipFile> {
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
  return new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(new BlockReader(bytes), bytes.size, options, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

const deepest = 5;
const largestInner = 4 * 1024 ** 2;

/** Whether archives stand inside archives further down than we look; only small ones are opened, and not many. */
async function nestsDeeply(bytes: Bytes, depth = 1, budget = { left: 200 }): Promise<boolean> {
  if (depth > deepest) return true;
  let deep = false;
  await eachEntry(bytes, async (entry, zip) => {
    if (!/\.(zip|jar|war|ear)$/i.test(nameOf(entry))) return true;
    if (entry.uncompressedSize > largestInner || entry.generalPurposeBitFlag & 1 || budget.left-- <= 0) return true;
    const content = await readInner(zip, entry);
    deep = content !== null && (await nestsDeeply(inMemory(content), depth + 1, budget));
    return !deep;
  }).catch(() => {});
  return deep;
}

function inMemory(content: Buffer): Bytes {
  return {
    size: content.length,
    open: async (range) => Readable.from([range ? content.subarray(range.start, range.end + 1) : content]),
  };
}

/** Null when it is broken; yauzl ends what grows past its declared size. */
async function readInner(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer | null> {
  try {
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    return Buffer.concat(await stream.toArray());
  } catch {
    return null;
  }
}
