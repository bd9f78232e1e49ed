import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { getStorage } from "@/lib/files/storage";
import type { ReadMail } from "./mail";
import { readMail } from "./read-mail";

/** Above this many bytes a message, or one of its files, is read from a temporary folder instead of memory. */
const largestInMemory = 1024 * 1024;

/** The longest text that a message of a ticket can hold; a longer mail's whole text becomes one of its files. */
const longestText = 100_000;

/** Reads a message of the store and lends it to `use`; what was laid aside for large ones goes away afterwards. */
export async function openStoredMail<T>(
  stored: { storageKey: string; size: number },
  use: (mail: ReadMail) => Promise<T>,
): Promise<T> {
  const limits = { maxTextLength: longestText };
  if (stored.size <= largestInMemory) return use(await readMail(await getStorage().read(stored.storageKey), limits));
  const folder = await mkdtemp(join(tmpdir(), "guichet-mail-"));
  try {
    const path = join(folder, "message.eml");
    await pipeline(await getStorage().open(stored.storageKey), createWriteStream(path));
    return await use(await readMail(path, { ...limits, spill: { folder, above: largestInMemory } }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
