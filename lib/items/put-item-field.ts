import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { itemType } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { codeOf } from "@/lib/workspaces/category";
import { ensureChoices } from "@/lib/workspaces/ensure-choices";
import { FieldCode, mostFields } from "@/lib/workspaces/field";
import { WorkspaceKey } from "@/lib/workspaces/workspace";
import { lockWorkspace } from "@/lib/workspaces/workspace-queries";
import { getOwnItemType } from "./change-item-type";
import { ItemField, ItemTypeCode } from "./item-type";

export const PutItemFieldInput = ItemField.omit({ code: true }).extend({
  workspace: WorkspaceKey,
  ofType: ItemTypeCode,
  /** Of the field to change; absent: a new one, whose code is made of its label. */
  code: FieldCode.optional(),
});

/**
 * Adds a field to a type of a workspace's own, or changes one; what its items say already stays, and a field keeps the type of its values.
 * Throws NotFound, Forbidden, Invalid (choices) or Conflict.
 */
export async function putItemField(actor: Actor, input: z.input<typeof PutItemFieldInput>) {
  const { workspace, ofType, code: asked, ...facts } = PutItemFieldInput.parse(input);
  ensureChoices(facts.type === "secret" ? "text" : facts.type, facts.choices);
  return actor.transaction(async (tx) => {
    const { id: workspaceId } = await lockWorkspace(tx, workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", workspaceId);
    const type = await getOwnItemType(tx, workspaceId, ofType);
    const known = type.fields as ItemField[];
    const code = asked ?? codeOf(facts.labelFr);
    const before = known.find((field) => field.code === code);
    if (!asked && before) throw new Conflict("field-taken");
    if (before && before.type !== facts.type) throw new Conflict("field-keeps-its-type");
    if (!before && known.length >= mostFields) throw new Conflict("too-many-fields", null, { most: mostFields });
    const field = { code, ...facts };
    const fields = before ? known.map((one) => (one.code === code ? field : one)) : [...known, field];
    await tx
      .update(itemType)
      .set({ fields })
      .where(and(eq(itemType.workspaceId, workspaceId), eq(itemType.id, type.id)));
    await recordEvent(tx, { type: "itemType.fieldPut", workspaceId, payload: { code: ofType, field } });
    return field;
  });
}
