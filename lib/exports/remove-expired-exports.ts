import { sql } from "drizzle-orm";
import { getStorage } from "@/lib/files/storage";
import { recordEvent } from "@/lib/journal/record-event";
import { askAsWorker, PLATFORM_ID, workspaceActor } from "@/lib/tenancy/actor";

interface Expired extends Record<string, unknown> {
  id: string;
  storageKey: string;
}

/** Removes the files of exports whose days are over, or that were never finished. Gives how many. */
export async function removeExpiredExports(): Promise<number> {
  const expired = await askAsWorker<Expired>(sql`select id, storage_key as "storageKey" from export_job
    where storage_key is not null and (expires_at < now() or state in ('failed', 'abandoned'))`);
  for (const { id, storageKey } of expired) {
    await getStorage().remove(storageKey);
    await workspaceActor(PLATFORM_ID).transaction(async (tx) => {
      await tx.execute(sql`update export_job set storage_key = null where id = ${id}`);
      await recordEvent(tx, { type: "export.expired", workspaceId: PLATFORM_ID, payload: { exportId: id } });
    });
  }
  return expired.length;
}
