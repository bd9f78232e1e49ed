import type { Actor } from "@/lib/tenancy/actor";
import { getAttachment } from "./attachment-queries";
import { ensureServed } from "./safety-queries";
import { getStorage } from "./storage";
import type { ByteRange } from "./store";

/** A file and the means to read its bytes, all of them or a range. Throws NotFound, or what ensureServed throws. */
export async function openAttachment(actor: Actor, id: string) {
  const found = await actor.transaction(async (tx) => {
    const file = await getAttachment(tx, id);
    await ensureServed(tx, file);
    return file;
  });
  return { ...found, read: (range?: ByteRange) => getStorage().open(found.storageKey, range, found.sha256) };
}
