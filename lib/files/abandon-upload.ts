import { rm } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, isNull } from "drizzle-orm";
import { upload } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { getStorage, receivingFolder } from "./storage";
import { getUpload } from "./upload-queries";

/** Gives up one's own upload. Throws NotFound, or Conflict when a message took it already. */
export async function abandonUpload(actor: Actor, id: string) {
  const [abandoned] = await actor.transaction(async (tx) => {
    await getUpload(tx, id);
    return tx
      .delete(upload)
      .where(and(eq(upload.id, id), isNull(upload.takenAt)))
      .returning({ storageKey: upload.storageKey });
  });
  if (!abandoned) throw new Conflict("upload-taken");
  if (abandoned.storageKey) await getStorage().remove(abandoned.storageKey);
  const received = join(receivingFolder(), id);
  await Promise.all([rm(received, { force: true }), rm(`${received}.json`, { force: true })]);
}
