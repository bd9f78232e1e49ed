import type { z } from "zod";
import { field } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { codeOf } from "./category";
import { ensureChoices } from "./ensure-choices";
import { FieldFacts, FieldTypeName, mostFields } from "./field";
import { listFields } from "./field-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const CreateFieldInput = FieldFacts.extend({ workspace: WorkspaceKey, type: FieldTypeName });

/** Adds a typed field at the end of the workspace's list; its code is made of its label. Throws NotFound, Forbidden, Invalid or Conflict. */
export async function createField(actor: Actor, input: z.input<typeof CreateFieldInput>) {
  const { workspace, type, ...facts } = CreateFieldInput.parse(input);
  ensureChoices(type, facts.choices);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const known = await listFields(tx, place.id);
    if (known.length >= mostFields) throw new Conflict("too-many-fields", null, { most: mostFields });
    const position = Math.max(0, ...known.map((row) => row.position)) + 1;
    const [created] = await tx
      .insert(field)
      .values({ workspaceId: place.id, code: codeOf(facts.labelFr), type, position, ...facts })
      .onConflictDoNothing()
      .returning();
    if (!created) throw new Conflict("field-taken");
    await recordEvent(tx, {
      type: "field.created",
      workspaceId: place.id,
      payload: { fieldId: created.id, code: created.code, type, ...facts },
    });
    return created;
  });
}
