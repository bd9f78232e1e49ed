import { eq, sql } from "drizzle-orm";
import { dashboard } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import type { Dashboard } from "./dashboard";

/** Writes columns of a dashboard that this transaction has locked, and tells it. */
export async function writeDashboard(
  tx: Transaction,
  { id, version }: Pick<Dashboard, "id" | "version">,
  columns: Partial<Pick<Dashboard, "name" | "cards" | "sharedWorkspaceId">>,
) {
  await tx
    .update(dashboard)
    .set({ ...columns, version: version + 1, updatedAt: sql`now()` })
    .where(eq(dashboard.id, id));
  await recordEvent(tx, {
    type: "dashboard.changed",
    workspaceId: PLATFORM_ID,
    payload: { dashboardId: id, ...columns },
  });
}
