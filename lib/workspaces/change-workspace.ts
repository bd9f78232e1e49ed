import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { project, workspace } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { archival, differences } from "./differences";
import { Name, WorkspaceKey } from "./workspace";
import { getWorkspace, lockWorkspace } from "./workspace-queries";

export const ChangeWorkspaceInput = z.strictObject({
  workspace: WorkspaceKey,
  name: Name.optional(),
  archived: z.boolean().optional(),
});

/** Renames, archives or restores a workspace. Throws NotFound, Forbidden or Conflict (it has open projects). */
export async function changeWorkspace(actor: Actor, input: z.input<typeof ChangeWorkspaceInput>) {
  const asked = ChangeWorkspaceInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockWorkspace(tx, asked.workspace);
    authorizePlatform(await getRights(tx));
    if (asked.archived && !read.archivedAt) await ensureNoOpenProject(tx, read.id);
    const changed = differences(read, asked, ["name", "archived"]);
    if (Object.keys(changed).length === 0) return read;
    await tx
      .update(workspace)
      .set({ name: asked.name ?? read.name, ...archival(asked.archived, read) })
      .where(eq(workspace.id, read.id));
    await recordEvent(tx, { type: "workspace.changed", workspaceId: read.id, payload: { changed } });
    return getWorkspace(tx, read.key);
  });
}

async function ensureNoOpenProject(tx: Transaction, workspaceId: string) {
  const open = await tx.$count(project, and(eq(project.workspaceId, workspaceId), isNull(project.archivedAt)));
  if (open > 0) throw new Conflict("open-projects", null, { count: open });
}
