import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { field } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { archival, differences } from "./differences";
import { ensureChoices } from "./ensure-choices";
import { FieldCode, FieldFacts } from "./field";
import { getField } from "./field-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const ChangeFieldInput = z.strictObject({
  workspace: WorkspaceKey,
  code: FieldCode,
  labelFr: FieldFacts.shape.labelFr.optional(),
  labelEn: FieldFacts.shape.labelEn.optional(),
  kinds: FieldFacts.shape.kinds.optional(),
  choices: FieldFacts.shape.choices.removeDefault().optional(),
  archived: z.boolean().optional(),
});

/** Relabels, archives or restores a field, or changes its kinds and choices; what tickets say already stays. Throws NotFound, Forbidden or Invalid. */
export async function changeField(actor: Actor, input: z.input<typeof ChangeFieldInput>) {
  const asked = ChangeFieldInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const read = await getField(tx, place.id, asked.code);
    const { labelFr = read.labelFr, labelEn = read.labelEn, choices = read.choices, archived } = asked;
    const kinds = asked.kinds ?? read.kinds;
    ensureChoices(read.type, choices);
    // Lists are compared as they are written.
    const said = { ...asked, kinds: JSON.stringify(kinds), choices: JSON.stringify(choices) };
    const before = { ...read, kinds: JSON.stringify(read.kinds), choices: JSON.stringify(read.choices) };
    const changed = differences(before, said, ["labelFr", "labelEn", "kinds", "choices", "archived"]);
    if (Object.keys(changed).length === 0) return read;
    await tx
      .update(field)
      .set({ labelFr, labelEn, kinds, choices, ...archival(archived, read) })
      .where(and(eq(field.workspaceId, place.id), eq(field.id, read.id)));
    await recordEvent(tx, {
      type: "field.changed",
      workspaceId: place.id,
      payload: { fieldId: read.id, code: read.code, changed },
    });
    return getField(tx, place.id, read.code);
  });
}
