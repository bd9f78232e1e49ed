import { sql } from "drizzle-orm";
import { z } from "zod";
import { itemType } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { codeOf } from "@/lib/workspaces/category";
import { Name, WorkspaceKey } from "@/lib/workspaces/workspace";
import { lockWorkspace } from "@/lib/workspaces/workspace-queries";
import { RemindDays } from "./item-type";

export const CreateItemTypeInput = z.strictObject({
  workspace: WorkspaceKey,
  labelFr: Name,
  labelEn: Name,
  remindDays: RemindDays.default([60, 30, 7, 1]),
});

/** Adds a type of items to a workspace, without fields yet; its code is made of its label. Throws NotFound, Forbidden or Conflict. */
export async function createItemType(actor: Actor, input: z.input<typeof CreateItemTypeInput>) {
  const { workspace, ...facts } = CreateItemTypeInput.parse(input);
  return actor.transaction(async (tx) => {
    const { id: workspaceId } = await lockWorkspace(tx, workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", workspaceId);
    const last = sql`(select coalesce(max(t.position), 0) + 1 from item_type t where t.workspace_id = ${workspaceId})`;
    const [created] = await tx
      .insert(itemType)
      .values({ workspaceId, code: codeOf(facts.labelFr), position: last as never, ...facts })
      .onConflictDoNothing()
      .returning();
    if (!created) throw new Conflict("item-type-taken");
    await recordEvent(tx, { type: "itemType.created", workspaceId, payload: { code: created.code, ...facts } });
    return created;
  });
}
