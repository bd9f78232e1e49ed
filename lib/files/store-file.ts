import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { NoRoom } from "@/lib/access/refusals";
import { cleanFileName } from "./file-name";
import { readFileType } from "./read-file-type";
import { getStorage, newStorageKey, receivingFolder } from "./storage";
import type { StoredFile } from "./stored-file";

/** Puts bytes in the store, hashed on their way and typed by content; they are durable when it resolves. Throws NoRoom. */
export async function storeFile(name: string, source: Buffer | Readable): Promise<StoredFile> {
  const storageKey = newStorageKey();
  const folder = receivingFolder();
  const draft = join(folder, `${storageKey}.draft`);
  await mkdir(folder, { recursive: true });
  try {
    const measured = await writeDraft(draft, source);
    const type = await readFileType(draft);
    await getStorage().take(storageKey, draft);
    return { name: cleanFileName(name), type, ...measured, storageKey };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOSPC" ? new NoRoom("disk-full") : error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(path: string, source: Buffer | Readable): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  // A Buffer in an array: Readable.from(buffer) would give its bytes one by one.
  const bytes = Buffer.isBuffer(source) ? Readable.from([source], { objectMode: false }) : source;
  await pipeline(bytes, measure, createWriteStream(path, { flags: "wx" }));
  return { size, sha256: hash.digest("hex") };
}
