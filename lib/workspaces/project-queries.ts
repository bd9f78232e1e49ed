import { and, asc, eq, sql } from "drizzle-orm";
import { project, projectContact, workspace } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { ProjectKey } from "./project";
import { lockAdministration } from "./workspace-queries";

export type Project = Awaited<ReturnType<typeof getProject>>;

const columns = {
  id: project.id,
  workspaceId: project.workspaceId,
  workspaceKey: workspace.key,
  workspaceName: workspace.name,
  workspaceArchivedAt: workspace.archivedAt,
  key: project.key,
  name: project.name,
  inboundAddress: project.inboundAddress,
  reopenDays: project.reopenDays,
  senderAddress: project.senderAddress,
  signature: project.signature,
  createdAt: project.createdAt,
  archivedAt: project.archivedAt,
};

/** The project by its key, archived or not. Throws NotFound when it does not exist for this person. */
export async function getProject(tx: Transaction, key: string) {
  const parsed = ProjectKey.safeParse(key);
  if (!parsed.success) throw new NotFound("unknown-project");
  const [found] = await tx
    .select(columns)
    .from(project)
    .innerJoin(workspace, eq(workspace.id, project.workspaceId))
    .where(eq(project.key, parsed.data));
  if (!found) throw new NotFound("unknown-project");
  return found;
}

/** The same for a verb about to change it or its grants: see lockWorkspace. */
export async function lockProject(tx: Transaction, key: string) {
  const { workspaceId } = await getProject(tx, key);
  await lockAdministration(tx, workspaceId);
  return getProject(tx, key);
}

/** Every project that this person sees, of one workspace or of all; archived ones come last. */
export async function listProjects(tx: Transaction, workspaceId?: string) {
  return tx
    .select(columns)
    .from(project)
    .innerJoin(workspace, eq(workspace.id, project.workspaceId))
    .where(workspaceId ? eq(project.workspaceId, workspaceId) : undefined)
    .orderBy(sql`${project.archivedAt} is not null`, asc(project.key));
}

/** Whom to reach about a project, MOA first. Empty for a person who neither reads the project nor manages its workspace. */
export async function listContacts(tx: Transaction, of: { workspaceId: string; id: string }) {
  return tx
    .select()
    .from(projectContact)
    .where(and(eq(projectContact.workspaceId, of.workspaceId), eq(projectContact.projectId, of.id)))
    .orderBy(sql`array_position(array['moa', 'moe', 'amoa'], ${projectContact.role})`, projectContact.id);
}
