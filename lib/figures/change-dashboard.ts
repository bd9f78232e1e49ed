import { z } from "zod";
import { authorizeWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { Actor } from "@/lib/tenancy/actor";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { DashboardName } from "./dashboard";
import { lockDashboard } from "./dashboard-queries";
import { writeDashboard } from "./write-dashboard";

const ChangeInput = z.strictObject({
  dashboard: z.guid(),
  version: z.coerce.number().int(),
  name: DashboardName,
  /** The key of the workspace whose readers of statistics see it too, with their own rights; nobody's when it is empty. */
  workspace: z.string().max(60).default(""),
});

/** Renames a dashboard, shares it or keeps it to oneself. Throws NotFound, Forbidden or Conflict. */
export async function changeDashboard(actor: Actor, input: z.input<typeof ChangeInput>) {
  const { dashboard: id, version, name, workspace } = ChangeInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockDashboard(tx, id, version);
    const shared = workspace === "" ? null : await getWorkspace(tx, workspace);
    if (shared) authorizeWorkspace(await getRights(tx), "readStatistics", shared.id);
    await writeDashboard(tx, read, { name, sharedWorkspaceId: shared?.id ?? null });
  });
}
