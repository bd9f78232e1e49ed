import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { upload } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** Lets the asking person attach again files that he had attached, for a day at least; those that are no longer there are left out. */
export async function giveUploadsBack(tx: Transaction, storageKeys: string[]) {
  if (storageKeys.length === 0) return [];
  return tx
    .update(upload)
    .set({ takenAt: null, expiresAt: sql`greatest(${upload.expiresAt}, now() + interval '1 day')` as never })
    .where(
      and(
        eq(upload.accountId, tx.asking.accountId!),
        inArray(upload.storageKey, storageKeys),
        isNotNull(upload.takenAt),
      ),
    )
    .returning({ id: upload.id, name: upload.name, size: upload.size });
}
