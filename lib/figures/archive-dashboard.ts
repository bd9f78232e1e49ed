import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { dashboard } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { lockDashboard } from "./dashboard-queries";

const ArchiveInput = z.strictObject({ dashboard: z.guid() });

/** Puts a dashboard away, for those with whom it was shared too. Throws NotFound or Forbidden. */
export async function archiveDashboard(actor: Actor, input: z.input<typeof ArchiveInput>) {
  const { dashboard: id } = ArchiveInput.parse(input);
  return actor.transaction(async (tx) => {
    await lockDashboard(tx, id);
    await tx
      .update(dashboard)
      .set({ archivedAt: sql`now()` as never })
      .where(eq(dashboard.id, id));
    await recordEvent(tx, { type: "dashboard.archived", workspaceId: PLATFORM_ID, payload: { dashboardId: id } });
  });
}
