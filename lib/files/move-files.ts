import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { NotFound } from "@/lib/access/refusals";
import { hashStored } from "./hash-stored";
import { eachOf, shares } from "./share-of-keys";
import { receivingFolder } from "./storage";
import type { Storage, StoredBytes } from "./store";
import { writeDraft } from "./store-file";
import { listStoredRows } from "./stored-row-queries";

export interface MovedFiles {
  files: number;
  bytes: number;
  /** Keys of those that stay where they were, because their bytes are not what their row says. */
  altered: string[];
}

const atOnce = 4;

/**
 * Takes every file from one store to another; each goes from the first only once the second gave it back with the same hash, and is served
 * all along. Stopped anywhere, it goes on from there the next time.
 */
export async function moveFiles(
  source: Storage,
  target: Storage,
  onFile: (file: StoredBytes) => void = () => {},
): Promise<MovedFiles> {
  const moved: MovedFiles = { files: 0, bytes: 0, altered: [] };
  for (const share of shares) {
    const rows = await listStoredRows(share);
    const told = new Map(rows.map(({ key, sha256 }) => [key, sha256]));
    await eachOf(source.list(share), atOnce, async (file) => {
      const outcome = await moveOne(source, target, file.key, told.get(file.key) ?? null);
      if (outcome === "altered") moved.altered.push(file.key);
      if (outcome === "moved") {
        moved.files += 1;
        moved.bytes += file.size;
      }
      onFile(file);
    });
  }
  return moved;
}

/** How many bytes a store holds: what a move has before it. */
export async function measureStore(store: Storage): Promise<number> {
  let bytes = 0;
  for await (const { size } of store.list("")) bytes += size;
  return bytes;
}

async function moveOne(source: Storage, target: Storage, key: string, told: string | null) {
  const draft = join(receivingFolder(), `${key}.moving`);
  try {
    const bytes = await openIfThere(source, key);
    // Removed meanwhile by whoever it belonged to.
    if (!bytes) return "gone";
    await rm(draft, { force: true });
    const { sha256 } = await writeDraft(draft, bytes);
    if (told !== null && told !== sha256) return "altered";
    await target.take(key, draft);
    if ((await hashStored(target, key))?.sha256 !== sha256) {
      // The chosen store is read first: what it has wrong must not hide what is right.
      await target.remove(key);
      return "altered";
    }
    await source.remove(key);
    return "moved";
  } finally {
    await rm(draft, { force: true });
  }
}

async function openIfThere(source: Storage, key: string): Promise<Readable | null> {
  return source.open(key).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
}
