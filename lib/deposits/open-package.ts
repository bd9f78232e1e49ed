import { Conflict, Forbidden, NotFound } from "@/lib/access/refusals";
import { getScanning } from "@/lib/files/safety-queries";
import { getStorage } from "@/lib/files/storage";
import type { ByteRange } from "@/lib/files/store";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { getPackage } from "./package-queries";
import { mayServe } from "./serve";

/** A package and the means to read its bytes, whole or by a range. Throws NotFound, Conflict while it arrives, or Forbidden (infected). */
export async function openPackage(actor: Actor, id: string) {
  const found = await actor.transaction(async (tx) => {
    const read = await getPackage(tx, id);
    const refused = await findRefusal(tx, read);
    if (refused === "package-erased") throw new NotFound(refused);
    if (refused === "file-infected" || refused === "file-not-scanned") throw new Forbidden(refused);
    if (refused) throw new Conflict(refused);
    return read;
  });
  const { name, type, size, sha256, storageKey } = found;
  const read = (range?: ByteRange) => getStorage().open(storageKey!, range, sha256!);
  return { name, type: type ?? "application/octet-stream", size: size!, sha256: sha256!, read };
}

/** Why the bytes of a package are not given now: a code of the refusals; null when they are. */
export async function findRefusal(tx: Transaction, found: Parameters<typeof mayServe>[0]) {
  return mayServe(found, await getScanning(tx));
}

/** The signature kept beside a package. Throws NotFound. */
export async function openSignature(actor: Actor, id: string) {
  const found = await actor.transaction((tx) => getPackage(tx, id));
  const { signatureName: name, signatureSize: size, signatureSha256: sha256, signatureStorageKey: key } = found;
  if (!name || size === null || !sha256 || !key) throw new NotFound();
  return {
    name,
    type: "application/octet-stream",
    size,
    sha256,
    read: (range?: ByteRange) => getStorage().open(key, range, sha256),
  };
}
