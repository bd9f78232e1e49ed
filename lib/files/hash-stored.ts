import { createHash } from "node:crypto";
import { NotFound } from "@/lib/access/refusals";
import type { Storage } from "./store";

/** The SHA-256 and the size of what a store has under a key, read whole; null when it has nothing. */
export async function hashStored(store: Storage, key: string): Promise<{ sha256: string; size: number } | null> {
  const bytes = await store.open(key).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!bytes) return null;
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { sha256: hash.digest("hex"), size };
}
