import { sql } from "drizzle-orm";
import { z } from "zod";
import { depositRetention } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { ProjectKey } from "@/lib/workspaces/project";
import { getProject } from "@/lib/workspaces/project-queries";
import { packageKinds } from "./kinds";
import { listRetention } from "./retention-queries";

export const SetRetentionInput = z.strictObject({
  project: ProjectKey,
  kind: z.enum(packageKinds),
  days: z.coerce.number().int().min(0).max(36_500),
});

/** Says for how many days the bytes of one kind are kept in a project; 0: for ever. Throws NotFound or Forbidden. */
export async function setRetention(actor: Actor, input: z.input<typeof SetRetentionInput>) {
  const { project, kind, days } = SetRetentionInput.parse(input);
  return actor.transaction(async (tx) => {
    const { workspaceId, id: projectId, key } = await getProject(tx, project);
    authorizeWorkspace(await getRights(tx), "manageSettings", workspaceId);
    const said = { days, updatedAt: sql`now()` as never, updatedBy: actor.accountId };
    const { workspaceId: w, projectId: p, kind: k } = depositRetention;
    await tx
      .insert(depositRetention)
      .values({ workspaceId, projectId, kind, ...said })
      .onConflictDoUpdate({ target: [w, p, k], set: said });
    await recordEvent(tx, { type: "deposits.retentionSet", workspaceId, payload: { project: key, kind, days } });
    return listRetention(tx, projectId);
  });
}
