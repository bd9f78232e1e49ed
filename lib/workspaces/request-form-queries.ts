import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { category, project, requestForm, workspace } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { FormQuestion } from "./request-form";

export type RequestForm = Awaited<ReturnType<typeof listRequestForms>>[number];

/** The request forms of a workspace in their order, archived ones last. */
export function listRequestForms(tx: Transaction, workspaceId: string) {
  return selectForms(tx, eq(requestForm.workspaceId, workspaceId));
}

/** The forms that the asking person may fill, in all of his workspaces. */
export function listCatalogue(tx: Transaction) {
  return selectForms(
    tx,
    and(
      isNull(requestForm.archivedAt),
      sql`${requestForm.workspaceId} in (select my_workspace_ids_with('tickets.open'))`,
    )!,
  );
}

/** Every form code of the asking person's workspaces, with one of its labels: what a filter can ask. */
export function listFormCodes(tx: Transaction) {
  return tx
    .selectDistinctOn([requestForm.code], {
      code: requestForm.code,
      labelFr: requestForm.labelFr,
      labelEn: requestForm.labelEn,
    })
    .from(requestForm)
    .orderBy(requestForm.code, requestForm.position);
}

/** Throws NotFound. */
export async function getRequestForm(tx: Transaction, workspaceId: string, code: string) {
  const [found] = await selectForms(tx, and(eq(requestForm.workspaceId, workspaceId), eq(requestForm.code, code))!);
  if (!found) throw new NotFound("unknown-form");
  return found;
}

async function selectForms(tx: Transaction, condition: SQL) {
  const rows = await tx
    .select({
      form: requestForm,
      workspaceKey: workspace.key,
      workspaceName: workspace.name,
      projectKey: project.key,
      projectName: project.name,
      categoryCode: category.code,
    })
    .from(requestForm)
    .innerJoin(workspace, eq(workspace.id, requestForm.workspaceId))
    .leftJoin(project, and(eq(project.workspaceId, requestForm.workspaceId), eq(project.id, requestForm.projectId)))
    .leftJoin(category, and(eq(category.workspaceId, requestForm.workspaceId), eq(category.id, requestForm.categoryId)))
    .where(condition)
    .orderBy(workspace.name, sql`${requestForm.archivedAt} is not null`, requestForm.position, requestForm.code);
  return rows.map(({ form, ...words }) => ({ ...form, ...words, questions: form.questions as FormQuestion[] }));
}

/** What a form is called; a ticket keeps its form when that is archived. */
export async function findFormLabels(tx: Transaction, workspaceId: string, id: string) {
  const [found] = await tx
    .select({ labelFr: requestForm.labelFr, labelEn: requestForm.labelEn, questions: requestForm.questions })
    .from(requestForm)
    .where(and(eq(requestForm.workspaceId, workspaceId), eq(requestForm.id, id)));
  return found ? { ...found, questions: found.questions as FormQuestion[] } : null;
}
