import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { status } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { differences } from "./differences";
import { getWorkspaceStatus } from "./status-queries";
import { Name, WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const ChangeStatusInput = z.strictObject({
  workspace: WorkspaceKey,
  status: z.uuid(),
  labelFr: Name.optional(),
  labelEn: Name.optional(),
});

/** Relabels a status; its phase and its code, on which clocks and figures count, stay. Throws NotFound or Forbidden. */
export async function changeStatus(actor: Actor, input: z.input<typeof ChangeStatusInput>) {
  const asked = ChangeStatusInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const read = await getWorkspaceStatus(tx, place.id, asked.status);
    const changed = differences(read, asked, ["labelFr", "labelEn"]);
    if (Object.keys(changed).length === 0) return read;
    const { labelFr = read.labelFr, labelEn = read.labelEn } = asked;
    await tx
      .update(status)
      .set({ labelFr, labelEn })
      .where(and(eq(status.workspaceId, place.id), eq(status.id, read.id)));
    await recordEvent(tx, {
      type: "status.changed",
      workspaceId: place.id,
      payload: { statusId: read.id, kind: read.kind, code: read.code, changed },
    });
    return getWorkspaceStatus(tx, place.id, read.id);
  });
}
