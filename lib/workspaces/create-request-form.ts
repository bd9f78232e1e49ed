import type { z } from "zod";
import { requestForm } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { codeOf } from "./category";
import { findFormTargets } from "./form-targets";
import { mostForms, RequestFormFacts } from "./request-form";
import { getRequestForm, listRequestForms } from "./request-form-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const CreateRequestFormInput = RequestFormFacts.extend({ workspace: WorkspaceKey });

/** Adds a form at the end of the workspace's catalogue. Throws NotFound, Forbidden, Invalid or Conflict. */
export async function createRequestForm(actor: Actor, input: z.input<typeof CreateRequestFormInput>) {
  const { workspace, ...facts } = CreateRequestFormInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const known = await listRequestForms(tx, place.id);
    if (known.length >= mostForms) throw new Conflict("too-many-forms", null, { most: mostForms });
    const { project, category, ...columns } = facts;
    const targets = await findFormTargets(tx, place.id, facts);
    const position = Math.max(0, ...known.map((row) => row.position)) + 1;
    const [created] = await tx
      .insert(requestForm)
      .values({ workspaceId: place.id, code: codeOf(facts.labelFr), position, ...columns, ...targets })
      .onConflictDoNothing()
      .returning();
    if (!created) throw new Conflict("form-taken");
    await recordEvent(tx, {
      type: "form.created",
      workspaceId: place.id,
      payload: { formId: created.id, code: created.code, ...facts },
    });
    return getRequestForm(tx, place.id, created.code);
  });
}
