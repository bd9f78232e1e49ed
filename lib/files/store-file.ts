import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { NoRoom } from "@/lib/access/refusals";
import { cleanFileName } from "./file-name";
import { withFolder } from "./folder-storage";
import { readFileType } from "./read-file-type";
import { getStorage, newStorageKey, receivingFolder } from "./storage";
import type { StoredFile } from "./stored-file";

/** Puts bytes in the store, hashed on their way and typed by content; they are durable when it resolves. Throws NoRoom. */
export async function storeFile(name: string, source: Buffer | Readable): Promise<StoredFile> {
  let type = "";
  const stored = await storeDraft(source, async (draft) => {
    type = await readFileType(draft);
  });
  return { name: cleanFileName(name), type, ...stored };
}

/** The same for bytes that need neither name nor type: a message as it came. */
export async function storeBytes(
  source: Buffer | Readable,
): Promise<Pick<StoredFile, "storageKey" | "size" | "sha256">> {
  if (!Buffer.isBuffer(source)) return storeDraft(source, async () => {});
  const storageKey = newStorageKey();
  await getStorage()
    .put(storageKey, source)
    .catch((error) => {
      throw orNoRoom(error);
    });
  return { storageKey, ...measure(source) };
}

async function storeDraft(source: Buffer | Readable, look: (draft: string) => Promise<void>) {
  const storageKey = newStorageKey();
  const draft = join(receivingFolder(), `${storageKey}.draft`);
  try {
    const measured = await writeDraft(draft, source);
    await look(draft);
    await getStorage().take(storageKey, draft);
    return { storageKey, ...measured };
  } catch (error) {
    await rm(draft, { force: true });
    throw orNoRoom(error);
  }
}

function orNoRoom(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code === "ENOSPC" ? new NoRoom("disk-full") : error;
}

/** Writes bytes to a file of its own, hashed on their way. */
export async function writeDraft(path: string, source: Buffer | Readable): Promise<{ size: number; sha256: string }> {
  const file = await withFolder(receivingFolder(), () => open(path, "wx"));
  if (!Buffer.isBuffer(source)) return writeStream(file, source);
  try {
    await file.writeFile(source);
  } finally {
    await file.close();
  }
  return measure(source);
}

function measure(bytes: Buffer): { size: number; sha256: string } {
  return { size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

async function writeStream(file: FileHandle, source: Readable): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(source, measure, file.createWriteStream());
  return { size, sha256: hash.digest("hex") };
}
