import { and, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { upload } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { StoredFile } from "./stored-file";

/** Gives the asking person's finished uploads to whoever attaches them, once. Throws Invalid when one is not his or not finished. */
export async function takeUploads(tx: Transaction, ids: string[]): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const taken = await tx
    .update(upload)
    .set({ takenAt: sql`now()` })
    .where(and(inArray(upload.id, ids), isNotNull(upload.finishedAt), isNull(upload.takenAt)))
    .returning();
  if (taken.length !== new Set(ids).size) throw new Invalid("upload-not-ready", "uploads");
  return ids.map((id) => {
    const { name, type, size, sha256, storageKey } = taken.find((row) => row.id === id)!;
    return { name, type: type!, size, sha256: sha256!, storageKey: storageKey! };
  });
}
