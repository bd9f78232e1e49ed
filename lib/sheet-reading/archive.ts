import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { type Entry, open, type ZipFile } from "yauzl";
import { UnreadableSheet } from "./sheet";

const mostEntries = 10_000;

/** The ZIP of a spreadsheet. An entry that gives more bytes than it says breaks its stream. */
export interface Archive {
  has(name: string): boolean;
  stream(name: string): Promise<Readable>;
  /** Inflates everything and keeps nothing: throws UnreadableSheet when an entry says less than it gives. */
  weigh(): Promise<void>;
}

/** Lists a ZIP of which all entries, as they say, make at most `inflated` bytes. Throws UnreadableSheet. */
export async function openArchive(file: string, inflated: number): Promise<Archive> {
  const zip = await promisify<string, object, ZipFile>(open)(file, { lazyEntries: true, autoClose: false }).catch(
    broken,
  );
  const entries = await listEntries(zip).catch(broken);
  const total = [...entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > inflated) throw new UnreadableSheet("sheet-too-much-inside", { most: Math.floor(inflated / 1024 ** 2) });
  const stream = async (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw new UnreadableSheet("sheet-unreadable");
    return new Promise<Readable>((resolve, reject) =>
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    ).catch(broken);
  };
  return {
    has: (name) => entries.has(name),
    stream,
    async weigh() {
      for (const name of entries.keys()) if (!name.endsWith("/")) await drain(await stream(name)).catch(broken);
    },
  };
}

async function drain(stream: Readable) {
  for await (const _ of stream);
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on("entry", (entry: Entry) => {
      // Two entries of one name would be weighed once and read twice.
      if (entries.size >= mostEntries || entries.has(entry.fileName)) return reject(new Error("entries"));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", reject);
    zip.readEntry();
  });
}

function broken(error: unknown): never {
  throw error instanceof UnreadableSheet ? error : new UnreadableSheet("sheet-unreadable");
}
