import { exportScope } from "@/lib/access/ability";
import { type Held, lostSince } from "@/lib/access/lost-since";
import { Conflict, Forbidden, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { getStorage } from "@/lib/files/storage";
import type { ByteRange } from "@/lib/files/store";
import type { Actor } from "@/lib/tenancy/actor";
import { getExport } from "./export-queries";
import { mediaTypes } from "./sheet";

/**
 * The file of an export and the means to read it, whole or by a range. Throws NotFound when it is somebody else's or has expired, Conflict
 * while it is being made, Forbidden when its owner may no longer export or lost since a right under which it was made.
 */
export async function openExport(actor: Actor, id: string) {
  return actor.transaction(async (tx) => {
    const found = await getExport(tx, id);
    const rights = await getRights(tx);
    exportScope(rights);
    if (found.state === "waiting" || found.state === "running") throw new Conflict("export-not-ready");
    const { storageKey, expiresAt, name, size, sha256, format } = found;
    if (found.state !== "done" || !storageKey || !expiresAt || expiresAt <= new Date())
      throw new NotFound("export-expired");
    if (lostSince(found.held as Held, rights)) throw new Forbidden("export-rights-changed");
    const read = (range?: ByteRange) => getStorage().open(storageKey, range, sha256 ?? undefined);
    return { name: name!, type: mediaTypes[format], size: size!, sha256: sha256!, read };
  });
}
