import { and, eq, isNull } from "drizzle-orm";
import { category, project } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { listFields } from "./field-queries";
import type { FormQuestion } from "./request-form";

interface Wanted {
  kind: string;
  project: string | null;
  category: string | null;
  questions: FormQuestion[];
}

/** The identifiers of the project and of the category that a form names; each must be of its workspace, as its fields of its kind. Throws Invalid. */
export async function findFormTargets(tx: Transaction, workspaceId: string, wanted: Wanted) {
  const [projectId, categoryId, fields] = await Promise.all([
    wanted.project ? findProject(tx, workspaceId, wanted.project) : null,
    wanted.category ? findCategory(tx, workspaceId, wanted.category) : null,
    listFields(tx, workspaceId),
  ]);
  const usable = fields.filter((field) => !field.archivedAt && field.kinds.includes(wanted.kind));
  const codes = wanted.questions.map(({ field }) => field);
  for (const code of codes)
    if (!usable.some((field) => field.code === code))
      throw new Invalid("unknown-custom-field", "questions", { field: code });
  if (new Set(codes).size < codes.length) throw new Invalid("asked-twice", "questions");
  return { projectId, categoryId };
}

async function findProject(tx: Transaction, workspaceId: string, key: string) {
  const [found] = await tx
    .select({ id: project.id })
    .from(project)
    .where(
      and(eq(project.workspaceId, workspaceId), eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)),
    );
  if (!found) throw new Invalid("unknown-project", "project");
  return found.id;
}

async function findCategory(tx: Transaction, workspaceId: string, code: string) {
  const [found] = await tx
    .select({ id: category.id })
    .from(category)
    .where(and(eq(category.workspaceId, workspaceId), eq(category.code, code), isNull(category.archivedAt)));
  if (!found) throw new Invalid("unknown-category", "category");
  return found.id;
}
