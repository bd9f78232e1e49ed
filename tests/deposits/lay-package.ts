import { type SQL, sql } from "drizzle-orm";
import type { World } from "../world";

let drawn = 0;

/** A file that its depositor's browser has sent, whole: the upload's id. */
export async function sendFile(world: World, mail: string, name: string, bytes: Buffer): Promise<string> {
  const { beginUpload } = await import("@/lib/files/begin-upload");
  const { storeFile } = await import("@/lib/files/store-file");
  const id = (++drawn).toString(16).padStart(32, "0");
  const actor = world.actor(mail);
  await beginUpload(actor, { id, name, size: bytes.length, purpose: "deposit" });
  const { type, sha256, storageKey } = await storeFile(name, bytes);
  const received: SQL = sql`update upload set finished_at = now(), type = ${type}, sha256 = ${sha256}, storage_key = ${storageKey} where id = ${id}`;
  await actor.transaction((tx) => tx.execute(received));
  return id;
}

/** Deposits files as one package and makes it ready, as the worker would. */
export async function layPackage(world: World, mail: string, files: Record<string, Buffer>, more: object = {}) {
  const { depositPackage } = await import("@/lib/deposits/deposit-package");
  const { preparePackage } = await import("@/lib/deposits/prepare-package");
  const { getPackage } = await import("@/lib/deposits/package-queries");
  const sent = [];
  for (const [path, bytes] of Object.entries(files))
    sent.push({ upload: await sendFile(world, mail, path, bytes), path });
  const place = { project: "PORTAIL", environment: "preproduction", kind: "evolution" } as const;
  const { workspaceId, id } = await depositPackage(world.actor(mail), { ...place, files: sent, ...more });
  await preparePackage({ workspaceId, packageId: id }, { last: false });
  return world.actor(mail).transaction((tx) => getPackage(tx, id));
}
