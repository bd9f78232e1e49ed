import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { itemType } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { archival, differences } from "@/lib/workspaces/differences";
import { Name, WorkspaceKey } from "@/lib/workspaces/workspace";
import { lockWorkspace } from "@/lib/workspaces/workspace-queries";
import { ItemTypeCode, RemindDays } from "./item-type";

export const ChangeItemTypeInput = z.strictObject({
  workspace: WorkspaceKey,
  type: ItemTypeCode,
  labelFr: Name.optional(),
  labelEn: Name.optional(),
  remindDays: RemindDays.optional(),
  archived: z.boolean().optional(),
});

/** Relabels, archives or restores a type of a workspace's own, or says when its items' ends are reminded; its items stay. Throws NotFound or Forbidden. */
export async function changeItemType(actor: Actor, input: z.input<typeof ChangeItemTypeInput>) {
  const asked = ChangeItemTypeInput.parse(input);
  return actor.transaction(async (tx) => {
    const { id: workspaceId } = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", workspaceId);
    const read = await getOwnItemType(tx, workspaceId, asked.type);
    const { labelFr = read.labelFr, labelEn = read.labelEn, remindDays = read.remindDays, archived } = asked;
    const said = { ...asked, remindDays: remindDays.join() };
    const before = { ...read, remindDays: read.remindDays.join() };
    const changed = differences(before, said, ["labelFr", "labelEn", "remindDays", "archived"]);
    if (Object.keys(changed).length === 0) return read;
    await tx
      .update(itemType)
      .set({ labelFr, labelEn, remindDays, ...archival(archived, read) })
      .where(and(eq(itemType.workspaceId, workspaceId), eq(itemType.id, read.id)));
    await recordEvent(tx, { type: "itemType.changed", workspaceId, payload: { code: read.code, changed } });
    return getOwnItemType(tx, workspaceId, read.code);
  });
}

/** A type that the workspace made itself, archived or not. Throws NotFound: those of the platform are not its to change. */
export async function getOwnItemType(tx: Transaction, workspaceId: string, code: string) {
  const [found] = await tx
    .select()
    .from(itemType)
    .where(and(eq(itemType.workspaceId, workspaceId), eq(itemType.code, code)));
  if (!found) throw new NotFound("unknown-item-type");
  return found;
}
