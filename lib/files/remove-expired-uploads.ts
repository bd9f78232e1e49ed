import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { inArray, lte, sql } from "drizzle-orm";
import { upload } from "@/db/schema";
import { directoryActor } from "@/lib/tenancy/actor";
import { getStorage, receivingFolder } from "./storage";
import { resumableHours } from "./upload";

/** Removes uploads that nobody finished or attached in time, and what a crash left in the receiving folder. Gives how many. */
export async function removeExpiredUploads(): Promise<number> {
  const expired = await directoryActor().transaction((tx) =>
    tx
      .delete(upload)
      .where(lte(upload.expiresAt, sql`now()`))
      .returning({ storageKey: upload.storageKey, takenAt: upload.takenAt }),
  );
  for (const { storageKey, takenAt } of expired) if (storageKey && !takenAt) await getStorage().remove(storageKey);
  await sweepReceivingFolder();
  return expired.length;
}

/** A received file stays beside its stored twin (one copy, two names) until its row goes; then nobody can ask for it. */
async function sweepReceivingFolder() {
  const names = await readdir(receivingFolder()).catch(() => []);
  const ids = [...new Set(names.map((name) => name.replace(/\..*$/, "")))];
  const known = await listKnown(ids);
  for (const name of names)
    if (!known.has(name.replace(/\..*$/, ""))) await removeWhenOld(join(receivingFolder(), name));
}

async function listKnown(ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await directoryActor().transaction((tx) =>
    tx.select({ id: upload.id }).from(upload).where(inArray(upload.id, ids)),
  );
  return new Set(found.map((row) => row.id));
}

/** Young ones may belong to a mail that is being stored now. */
async function removeWhenOld(path: string) {
  const facts = await stat(path).catch(() => null);
  if (facts && Date.now() - facts.mtimeMs > resumableHours * 3_600_000) await rm(path, { force: true });
}
