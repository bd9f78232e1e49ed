import { and, eq, isNull } from "drizzle-orm";
import { status } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** The statuses of a workspace, kind by kind, in their order. */
export async function listStatuses(tx: Transaction, workspaceId: string) {
  return tx
    .select()
    .from(status)
    .where(and(eq(status.workspaceId, workspaceId), isNull(status.archivedAt)))
    .orderBy(status.kind, status.position);
}
