import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { type Entry, fromRandomAccessReader, type ZipFile } from "yauzl";
import { BrokenDump, type Fault } from "./fault";
import { dumpFormat, Manifest } from "./manifest";
import { findParts, PartReader } from "./part-reader";

/** A dump that is read. */
export interface OpenDump {
  manifest: Manifest;
  /** The entries that are no file and no mail. */
  names: ReadonlySet<string>;
  /** The bytes of one of `names`. Throws BrokenDump. */
  read(name: string): Promise<Readable>;
  /** The files and mails, in the archive's order; each is to be read or left before the next. */
  files(): AsyncGenerator<{ name: string; size: number; read(): Promise<Readable> }>;
  close(): void;
}

const isFile = (name: string) => /^(files|mails)\//.test(name);
const longestManifest = 64 * 1024 * 1024;

/** Opens a dump, or the parts of one, and reads its manifest. Throws BrokenDump, and ENOENT when there is no such file. */
export async function openDump(path: string): Promise<OpenDump> {
  const parts = await findParts(path);
  const reader = new PartReader(parts);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const zip = await openZip(reader, size).catch((error) =>
    broken({ kind: "unreadable", entry: path, detail: error.message }),
  );
  try {
    const entries = await listEntries(zip, path);
    const read = (entry: Entry) =>
      promisify(
        zip.openReadStream.bind(zip) as (entry: Entry, done: (error: Error | null, stream: Readable) => void) => void,
      )(entry).catch((error) => broken({ kind: "unreadable", entry: entry.fileName, detail: error.message }));
    const manifestEntry = entries.get("manifest.json") ?? broken({ kind: "no-manifest", entry: "manifest.json" });
    return {
      manifest: await readManifest(manifestEntry, () => read(manifestEntry)),
      names: new Set(entries.keys()),
      read: async (name) => read(entries.get(name) ?? broken({ kind: "missing-entry", entry: name })),
      async *files() {
        const again = await openZip(new PartReader(parts), size);
        try {
          for await (const entry of walk(again, path))
            if (isFile(entry.fileName))
              yield { name: entry.fileName, size: entry.uncompressedSize, read: () => read(entry) };
        } finally {
          again.close();
        }
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function broken(fault: Fault): never {
  throw new BrokenDump([fault]);
}

/** Names that go up or begin at the root are refused by the reader; an entry that gives more than it says breaks its stream. */
function openZip(reader: PartReader, size: number): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
  return new Promise((resolve, reject) =>
    fromRandomAccessReader(reader, size, options, (error, zip) => (error ? reject(error) : resolve(zip))),
  );
}

async function listEntries(zip: ZipFile, path: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of walk(zip, path)) {
    if (isFile(entry.fileName)) continue;
    if (entries.has(entry.fileName)) broken({ kind: "double-entry", entry: entry.fileName });
    entries.set(entry.fileName, entry);
  }
  return entries;
}

/** The directory, entry by entry. */
async function* walk(zip: ZipFile, path: string): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (act: () => void) => {
        zip.removeAllListeners("entry").removeAllListeners("end").removeAllListeners("error");
        act();
      };
      zip.once("entry", (found: Entry) => settle(() => resolve(found)));
      zip.once("end", () => settle(() => resolve(null)));
      zip.once("error", (error: Error) => settle(() => reject(error)));
      zip.readEntry();
    }).catch((error) => broken({ kind: "unreadable", entry: path, detail: error.message }));
    if (!entry) return;
    yield entry;
  }
}

async function readManifest(entry: Entry, read: () => Promise<Readable>): Promise<Manifest> {
  const name = entry.fileName;
  if (entry.uncompressedSize > longestManifest) broken({ kind: "manifest", entry: name, detail: "size" });
  try {
    const pieces: Buffer[] = [];
    for await (const piece of await read()) pieces.push(piece as Buffer);
    const content = JSON.parse(Buffer.concat(pieces).toString());
    if (typeof content?.format === "number" && content.format > dumpFormat)
      broken({ kind: "newer", entry: name, detail: String(content.format) });
    return Manifest.parse(content);
  } catch (error) {
    if (error instanceof BrokenDump) throw error;
    return broken({ kind: "manifest", entry: name, detail: (error as Error).message.slice(0, 300) });
  }
}
