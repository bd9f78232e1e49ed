import { z } from "zod";
import { project, projectCounter } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { getSettings } from "@/lib/settings/environment";
import type { Actor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { InboundAddress, ProjectKey } from "./project";
import { Name, WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const CreateProjectInput = z.strictObject({
  workspace: WorkspaceKey,
  key: ProjectKey,
  name: Name,
  /** `<key>@<mail domain>` when absent. */
  inboundAddress: InboundAddress.optional(),
});

/** Opens a project, whose tickets nobody reads before somebody gives a right. Throws NotFound, Forbidden or Conflict. */
export async function createProject(actor: Actor, input: z.input<typeof CreateProjectInput>) {
  const asked = CreateProjectInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    if (place.archivedAt) throw new Conflict("workspace-archived");
    const { key, name } = asked;
    const inboundAddress = asked.inboundAddress ?? `${key.toLowerCase()}@${getSettings().mailDomain}`;
    // Keys and addresses are unique in the whole tool: the row in the way may be one that this person cannot see.
    const [created] = await tx
      .insert(project)
      .values({ workspaceId: place.id, id: newIdentifier(), key, name, inboundAddress })
      .onConflictDoNothing()
      .returning();
    if (!created) throw new Conflict("key-or-address-taken");
    await tx.insert(projectCounter).values({ workspaceId: place.id, projectId: created.id });
    await recordEvent(tx, {
      type: "project.created",
      workspaceId: place.id,
      payload: { projectId: created.id, key, name, inboundAddress },
    });
    return created;
  });
}
