import { ensureServedNow } from "@/lib/files/safety-queries";
import { getStorage } from "@/lib/files/storage";
import type { Actor } from "@/lib/tenancy/actor";
import { getOriginal } from "./original-queries";

/** A message as it came, byte for byte, for whoever may review it and read what it became. Throws NotFound, or what ensureServedNow throws. */
export async function openIncomingMail(actor: Actor, id: string) {
  const { storageKey, size, sha256 } = await actor.transaction((tx) => getOriginal(tx, id));
  await ensureServedNow(actor, { storageKey, sha256 });
  return {
    name: `${id}.eml`,
    // Not message/rfc822, which some browsers would open as a page.
    type: "application/octet-stream",
    ...{ size, sha256 },
    read: (range?: { start: number; end: number }) => getStorage().open(storageKey, range, sha256),
  };
}
