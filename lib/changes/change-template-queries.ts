import { and, asc, eq, isNull } from "drizzle-orm";
import { changeTemplate, project } from "@/db/schema";
import { Invalid, NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import type { TemplateStep } from "./change-template";

export type ChangeTemplate = Awaited<ReturnType<typeof listChangeTemplates>>[number];

/** The standard changes of a workspace that are in use, with who approved each. */
export async function listChangeTemplates(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select({ template: changeTemplate, projectKey: project.key })
    .from(changeTemplate)
    .leftJoin(
      project,
      and(eq(project.workspaceId, changeTemplate.workspaceId), eq(project.id, changeTemplate.projectId)),
    )
    .where(and(eq(changeTemplate.workspaceId, workspaceId), isNull(changeTemplate.archivedAt)))
    .orderBy(asc(changeTemplate.title), asc(changeTemplate.id));
  const people = await findPeople(
    tx,
    rows.map(({ template }) => template.approvedBy),
  );
  return rows.map(({ template, projectKey }) => ({
    ...template,
    steps: template.steps as TemplateStep[],
    projectKey,
    approvedByName: people.get(template.approvedBy)?.name ?? null,
  }));
}

/** A template of the workspace, archived or not. Throws NotFound. */
export async function getChangeTemplate(tx: Transaction, id: string) {
  const [found] = await tx.select().from(changeTemplate).where(eq(changeTemplate.id, id));
  if (!found) throw new NotFound("unknown-template");
  return { ...found, steps: found.steps as TemplateStep[] };
}

/** A template that may be used in that project. Throws Invalid. */
export async function getUsableTemplate(tx: Transaction, place: { workspaceId: string; id: string }, id: string) {
  const found = await getChangeTemplate(tx, id).catch(() => null);
  const usable =
    found?.workspaceId === place.workspaceId && !found.archivedAt && (found.projectId ?? place.id) === place.id;
  if (!found || !usable) throw new Invalid("unknown-template", "template");
  return found;
}
