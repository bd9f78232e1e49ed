import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { requestForm } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { archival, differences } from "./differences";
import { findFormTargets } from "./form-targets";
import { RequestFormCode, RequestFormFacts } from "./request-form";
import { getRequestForm, type RequestForm } from "./request-form-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const ChangeRequestFormInput = z.strictObject({
  workspace: WorkspaceKey,
  code: RequestFormCode,
  /** The whole form anew, or absent when it is only archived or restored. */
  facts: RequestFormFacts.optional(),
  archived: z.boolean().optional(),
});

/** Changes a form, archives or restores it; the tickets that were opened with it stay. Throws NotFound, Forbidden or Invalid. */
export async function changeRequestForm(actor: Actor, input: z.input<typeof ChangeRequestFormInput>) {
  const asked = ChangeRequestFormInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const read = await getRequestForm(tx, place.id, asked.code);
    const facts = asked.facts ?? factsOf(read);
    const changed = differencesOf(read, { ...facts, archived: asked.archived });
    if (Object.keys(changed).length === 0) return read;
    const { project, category, ...columns } = facts;
    const targets = asked.facts ? await findFormTargets(tx, place.id, facts) : {};
    await tx
      .update(requestForm)
      .set({ ...columns, ...targets, ...archival(asked.archived, read) })
      .where(and(eq(requestForm.workspaceId, place.id), eq(requestForm.id, read.id)));
    await recordEvent(tx, {
      type: "form.changed",
      workspaceId: place.id,
      payload: { formId: read.id, code: read.code, changed },
    });
    return getRequestForm(tx, place.id, read.code);
  });
}

/** A form as its screen shows it, and sends it back. */
export function factsOf(form: RequestForm): z.output<typeof RequestFormFacts> {
  const { labelFr, labelEn, descriptionFr, descriptionEn, kind, impact, urgency, title, message, questions } = form;
  const words = { labelFr, labelEn, descriptionFr, descriptionEn, title, message };
  return { ...words, kind, impact, urgency, questions, project: form.projectKey, category: form.categoryCode };
}

function differencesOf(read: RequestForm, said: z.output<typeof RequestFormFacts> & { archived?: boolean }) {
  const flat = { ...said, questions: JSON.stringify(said.questions) };
  const before = { ...factsOf(read), questions: JSON.stringify(read.questions), archivedAt: read.archivedAt };
  return differences(before, flat, Object.keys(flat) as (keyof typeof flat)[]);
}
