import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { account, category, membership, profile, project, status, ticket, workspace } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Kind } from "./ticket";

// What can be chosen in the forms and the filters of tickets.

/** The workspaces to which the asking person belongs, by name. */
export function listMyWorkspaces(tx: Transaction) {
  return tx
    .select({ id: workspace.id, key: workspace.key, name: workspace.name })
    .from(workspace)
    .where(sql`${workspace.id} in (select my_workspace_ids())`)
    .orderBy(asc(workspace.name))
    .limit(50);
}

/** The projects in which the asking person may open a ticket. */
export function listOpenableProjects(tx: Transaction) {
  return listProjectsWhere(tx, sql`${project.workspaceId} in (select my_workspace_ids_with('tickets.open'))`);
}

/** The key of the project in which the asking person opened last; null for who never did. */
export async function findUsualProject(tx: Transaction): Promise<string | null> {
  const [found] = await tx
    .select({ key: project.key })
    .from(ticket)
    .innerJoin(project, eq(project.id, ticket.projectId))
    .where(sql`${ticket.requesterId} = ${tx.asking.accountId}`)
    .orderBy(desc(ticket.updatedAt), desc(ticket.id))
    .limit(1);
  return found?.key ?? null;
}

/** The projects of which the asking person reads every ticket, `most` of them at most. */
export function listReadableProjects(tx: Transaction, most: number) {
  return listProjectsWhere(tx, sql`${project.id} in (select my_project_ids())`).limit(most);
}

/** The projects of a workspace in which the asking person may change tickets: where one can be moved. */
export function listWritableProjects(tx: Transaction, workspaceId: string) {
  return listProjectsWhere(
    tx,
    sql`${project.workspaceId} = ${workspaceId} and ${project.id} in (select my_writable_project_ids())`,
  );
}

function listProjectsWhere(tx: Transaction, condition: ReturnType<typeof sql>) {
  return tx
    .select({ key: project.key, name: project.name, workspaceId: project.workspaceId, workspaceName: workspace.name })
    .from(project)
    .innerJoin(workspace, eq(workspace.id, project.workspaceId))
    .where(and(isNull(project.archivedAt), condition))
    .orderBy(asc(workspace.name), asc(project.key))
    .$dynamic();
}

/** The statuses that a ticket of this kind may take in its workspace. */
export function listStatuses(tx: Transaction, of: { workspaceId: string; kind: Kind }) {
  return tx
    .select({ code: status.code, phase: status.phase, labelFr: status.labelFr, labelEn: status.labelEn })
    .from(status)
    .where(and(eq(status.workspaceId, of.workspaceId), eq(status.kind, of.kind), isNull(status.archivedAt)))
    .orderBy(asc(status.position));
}

/** The categories that a ticket of this workspace may have. */
export function listCategories(tx: Transaction, workspaceId: string) {
  return tx
    .select({ code: category.code, labelFr: category.labelFr, labelEn: category.labelEn })
    .from(category)
    .where(and(eq(category.workspaceId, workspaceId), isNull(category.archivedAt)))
    .orderBy(asc(category.position));
}

/** Every category code of the asking person's workspaces, with one of its labels: what a filter can ask. */
export function listCategoryCodes(tx: Transaction) {
  return tx
    .selectDistinctOn([category.code], { code: category.code, labelFr: category.labelFr, labelEn: category.labelEn })
    .from(category)
    .where(isNull(category.archivedAt))
    .orderBy(asc(category.code), asc(category.position));
}

/** Every status code of the asking person's workspaces, with one of its labels: what a filter can ask. */
export function listStatusCodes(tx: Transaction) {
  return tx
    .selectDistinctOn([status.code], { code: status.code, labelFr: status.labelFr, labelEn: status.labelEn })
    .from(status)
    .where(isNull(status.archivedAt))
    .orderBy(asc(status.code), asc(status.position));
}

/** Who may be given tickets of a workspace: its members whose profile lets them work on all of them. */
export function listAssignable(tx: Transaction, workspaceId: string) {
  return tx
    .select({ mail: account.mail, name: account.name })
    .from(membership)
    .innerJoin(profile, and(eq(profile.workspaceId, membership.workspaceId), eq(profile.id, membership.profileId)))
    .innerJoin(account, eq(account.id, membership.accountId))
    .where(
      and(
        eq(membership.workspaceId, workspaceId),
        isNull(membership.endedAt),
        isNull(account.suspendedAt),
        sql`'tickets.writeAll' = any (${profile.permissions})`,
      ),
    )
    .orderBy(asc(account.name))
    .limit(500);
}

/** Members of a workspace as far as the asking person may know them: whom he could add to a ticket. */
export function listMembersToAdd(tx: Transaction, workspaceId: string) {
  return tx
    .select({ mail: account.mail, name: account.name })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .where(and(eq(membership.workspaceId, workspaceId), isNull(membership.endedAt), isNull(account.suspendedAt)))
    .orderBy(asc(account.name))
    .limit(500);
}

/** The names of these accounts, as far as the asking person may know them. */
export async function listNames(tx: Transaction, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.select({ id: account.id, name: account.name }).from(account).where(inArray(account.id, ids));
  return new Map(rows.map((row) => [row.id, row.name]));
}
