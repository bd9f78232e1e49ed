import { Forbidden } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { getAttachment } from "./attachment-queries";
import { getStorage } from "./storage";
import type { ByteRange } from "./store";

/** A file and the means to read its bytes, all of them or a range. Throws NotFound, or Forbidden when the scanner condemned it. */
export async function openAttachment(actor: Actor, id: string) {
  const found = await actor.transaction((tx) => getAttachment(tx, id));
  if (found.verdict === "infected") throw new Forbidden("file-infected");
  return { ...found, read: (range?: ByteRange) => getStorage().open(found.storageKey, range, found.sha256) };
}
