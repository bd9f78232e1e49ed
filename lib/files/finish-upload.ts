import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, isNull, sql } from "drizzle-orm";
import { upload } from "@/db/schema";
import type { Actor } from "@/lib/tenancy/actor";
import { pieceSize } from "./folder-storage";
import { getStorage, receivingFolder } from "./storage";
import { storeFile } from "./store-file";
import { waitingDays } from "./upload";
import { getUpload } from "./upload-queries";

/**
 * Keeps an upload once its last byte came: hashed, typed, durable. Asking again is harmless, which is how a crash here is mended.
 * Throws NotFound.
 */
export async function finishUpload(actor: Actor, id: string) {
  const begun = await actor.transaction((tx) => getUpload(tx, id));
  const received = join(receivingFolder(), begun.id);
  if (begun.finishedAt || !(await isWhole(received, begun.size))) return;
  // Copied, not moved: another process that still writes to the received file must not alter what was hashed.
  const { type, sha256, storageKey } = await storeFile(
    begun.name,
    createReadStream(received, { highWaterMark: pieceSize }),
  );
  const finished = await actor.transaction((tx) =>
    tx
      .update(upload)
      .set({
        type,
        sha256,
        storageKey,
        finishedAt: sql`now()` as never,
        expiresAt: sql`now() + make_interval(days => ${waitingDays})` as never,
      })
      .where(and(eq(upload.id, begun.id), isNull(upload.finishedAt)))
      .returning({ id: upload.id }),
  );
  if (finished.length === 0) await getStorage().remove(storageKey);
  await Promise.all([rm(received, { force: true }), rm(`${received}.json`, { force: true })]);
}

async function isWhole(path: string, size: number): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  return facts?.size === size;
}
