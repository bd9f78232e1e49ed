import { and, asc, eq, isNull } from "drizzle-orm";
import { itemShare, workspace } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** The workspaces in which an item of the platform is shown, as far as the asking person belongs to them. */
export function listShares(tx: Transaction, itemId: string) {
  return tx
    .select({ key: workspace.key, name: workspace.name, sharedAt: itemShare.sharedAt })
    .from(itemShare)
    .innerJoin(workspace, eq(workspace.id, itemShare.workspaceId))
    .where(and(eq(itemShare.itemId, itemId), isNull(itemShare.endedAt)))
    .orderBy(asc(workspace.name));
}
