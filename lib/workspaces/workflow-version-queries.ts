import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { account, field, workflow } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Kind, Workflow } from "@/lib/workflows/workflow";

/** The last versions of a process, the one in force first; `author` as far as the asking person may know him. */
export async function listWorkflowVersions(tx: Transaction, workspaceId: string, kind: Kind) {
  const rows = await tx
    .select({
      version: workflow.version,
      definition: workflow.definition,
      createdAt: workflow.createdAt,
      author: account.name,
    })
    .from(workflow)
    .leftJoin(account, eq(account.id, workflow.createdBy))
    .where(and(eq(workflow.workspaceId, workspaceId), eq(workflow.kind, kind)))
    .orderBy(desc(workflow.version))
    .limit(50);
  return rows.map(({ definition, ...row }) => ({ ...row, workflow: definition as Workflow }));
}

/** The workspace's own fields that tickets of a kind have: what a move may require. */
export function listRequirableFields(tx: Transaction, workspaceId: string, kind: Kind) {
  return tx
    .select({ code: field.code, labelFr: field.labelFr, labelEn: field.labelEn })
    .from(field)
    .where(and(eq(field.workspaceId, workspaceId), isNull(field.archivedAt), sql`${kind} = any (${field.kinds})`))
    .orderBy(asc(field.position));
}
