import { eq } from "drizzle-orm";
import { z } from "zod";
import { project } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { archival, differences } from "./differences";
import { InboundAddress, ProjectKey, ReopenDays, SenderAddress, Signature } from "./project";
import { getProject, lockProject } from "./project-queries";
import { Name } from "./workspace";

export const ChangeProjectInput = z.strictObject({
  project: ProjectKey,
  name: Name.optional(),
  inboundAddress: InboundAddress.optional(),
  reopenDays: ReopenDays.optional(),
  senderAddress: SenderAddress.optional(),
  signature: Signature.optional(),
  archived: z.boolean().optional(),
});

/** Changes a project, or archives it: its tickets stay readable and no new one opens. Throws NotFound, Forbidden or Conflict. */
export async function changeProject(actor: Actor, input: z.input<typeof ChangeProjectInput>) {
  const asked = ChangeProjectInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockProject(tx, asked.project);
    authorizeWorkspace(await getRights(tx), "manageSettings", read.workspaceId);
    if (asked.archived === false && read.workspaceArchivedAt) throw new Conflict("workspace-archived");
    const changed = differences(read, asked, [
      "name",
      "inboundAddress",
      "reopenDays",
      "senderAddress",
      "signature",
      "archived",
    ]);
    if (Object.keys(changed).length === 0) return read;
    const { name, inboundAddress, reopenDays, senderAddress, signature, archived } = asked;
    await refuseOn(tx, "unique", new Conflict("key-or-address-taken"), (inner) =>
      inner
        .update(project)
        .set({ name, inboundAddress, reopenDays, senderAddress, signature, ...archival(archived, read) })
        .where(eq(project.id, read.id)),
    );
    await recordEvent(tx, {
      type: "project.changed",
      workspaceId: read.workspaceId,
      payload: { projectId: read.id, key: read.key, changed },
    });
    return getProject(tx, read.key);
  });
}
