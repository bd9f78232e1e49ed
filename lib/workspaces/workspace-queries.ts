import { and, eq, isNull, sql } from "drizzle-orm";
import { beneficiary, membership, project, workspace } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { WorkspaceKey } from "./workspace";

export type Workspace = Awaited<ReturnType<typeof getWorkspace>>;

const columns = {
  id: workspace.id,
  key: workspace.key,
  name: workspace.name,
  beneficiaryId: workspace.beneficiaryId,
  beneficiaryName: beneficiary.name,
  createdAt: workspace.createdAt,
  archivedAt: workspace.archivedAt,
};

/** The workspace by its key. Throws NotFound when it does not exist for this person. */
export async function getWorkspace(tx: Transaction, key: string) {
  const parsed = WorkspaceKey.safeParse(key);
  if (!parsed.success) throw new NotFound("unknown-workspace");
  const [found] = await tx
    .select(columns)
    .from(workspace)
    .innerJoin(beneficiary, eq(beneficiary.id, workspace.beneficiaryId))
    .where(eq(workspace.key, parsed.data));
  if (!found) throw new NotFound("unknown-workspace");
  return found;
}

/**
 * The same for a verb about to change what the workspace holds: whoever changes something there meanwhile waits until this transaction
 * ends, as he would for the workspace's journal chain, so that what is read is what is replaced.
 */
export async function lockWorkspace(tx: Transaction, key: string) {
  const { id } = await getWorkspace(tx, key);
  await lockAdministration(tx, id);
  return getWorkspace(tx, key);
}

/** Puts changes of one workspace's (or of the platform's) administration in order, until the transaction ends. */
export async function lockAdministration(tx: Transaction, workspaceId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`administration of ${workspaceId}`}, 0))`);
}

/** Every workspace that this person sees, with how many projects are open and how many members it has. */
export async function listWorkspaces(tx: Transaction) {
  return tx
    .select({
      ...columns,
      projects: tx.$count(project, and(eq(project.workspaceId, workspace.id), isNull(project.archivedAt))),
      members: tx.$count(membership, and(eq(membership.workspaceId, workspace.id), isNull(membership.endedAt))),
    })
    .from(workspace)
    .innerJoin(beneficiary, eq(beneficiary.id, workspace.beneficiaryId))
    .orderBy(sql`${workspace.archivedAt} is not null`, beneficiary.name, workspace.name);
}
