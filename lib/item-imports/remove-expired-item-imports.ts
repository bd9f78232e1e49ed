import { sql } from "drizzle-orm";
import { getStorage } from "@/lib/files/storage";
import { askAsWorker, workspaceActor } from "@/lib/tenancy/actor";
import { keptDays } from "./item-import";

interface Expired extends Record<string, unknown> {
  id: string;
  storageKey: string;
}

/** Takes away the lines and files of imports of another month; what they did stays in the journal and in the items' history. Gives how many. */
export async function removeExpiredItemImports(): Promise<number> {
  const workspaces = await askAsWorker<{ id: string }>(sql`select id from workspace`);
  let removed = 0;
  for (const { id: workspaceId } of workspaces) {
    const actor = workspaceActor(workspaceId);
    const expired = await actor.transaction((tx) =>
      tx.execute<Expired>(sql`select id, storage_key as "storageKey" from item_import where workspace_id = ${workspaceId}::uuid
        and storage_key <> '' and created_at < now() - make_interval(days => ${keptDays}) and state not in ('judging', 'applying')`),
    );
    for (const { id, storageKey } of expired) {
      await getStorage().remove(storageKey);
      await actor.transaction(async (tx) => {
        await tx.execute(
          sql`delete from item_import_line where workspace_id = ${workspaceId}::uuid and import_id = ${id}::uuid`,
        );
        await tx.execute(sql`update item_import set storage_key = '', state = case when state = 'applied' then state else 'abandoned' end
          where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid`);
      });
    }
    removed += expired.length;
  }
  return removed;
}
