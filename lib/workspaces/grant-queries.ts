import { and, eq, isNull, sql } from "drizzle-orm";
import { account, membership, profile, projectGrant } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import type { GrantLevel } from "./grant";

export type ProjectMember = Awaited<ReturnType<typeof listProjectMembers>>[number];

/** What a member was given on a project. */
export async function findLevel(
  tx: Transaction,
  of: { workspaceId: string; projectId: string; accountId: string },
): Promise<GrantLevel> {
  const [found] = await tx
    .select({ level: projectGrant.level })
    .from(projectGrant)
    .where(
      and(
        eq(projectGrant.workspaceId, of.workspaceId),
        eq(projectGrant.projectId, of.projectId),
        eq(projectGrant.accountId, of.accountId),
      ),
    );
  return found?.level ?? "none";
}

/** The rights given on a project, by name: all of them for who manages members, one's own for anybody else. */
export async function listGrants(tx: Transaction, project: { workspaceId: string; id: string }) {
  return tx
    .select({ name: account.name, mail: account.mail, level: projectGrant.level, givenAt: projectGrant.givenAt })
    .from(projectGrant)
    .innerJoin(account, eq(account.id, projectGrant.accountId))
    .where(and(eq(projectGrant.workspaceId, project.workspaceId), eq(projectGrant.projectId, project.id)))
    .orderBy(sql`lower(${account.name})`, account.mail);
}

/** Every member of the project's workspace, by name, with the level given and what the profile gives on all projects already. */
export async function listProjectMembers(tx: Transaction, project: { workspaceId: string; id: string }) {
  const rows = await tx
    .select({
      accountId: account.id,
      name: account.name,
      mail: account.mail,
      suspendedAt: account.suspendedAt,
      profileName: profile.name,
      permissions: profile.permissions,
      level: sql<GrantLevel>`coalesce(${projectGrant.level}, 'none')`,
      givenAt: projectGrant.givenAt,
    })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .innerJoin(profile, and(eq(profile.workspaceId, membership.workspaceId), eq(profile.id, membership.profileId)))
    .leftJoin(
      projectGrant,
      and(
        eq(projectGrant.workspaceId, membership.workspaceId),
        eq(projectGrant.accountId, membership.accountId),
        eq(projectGrant.projectId, project.id),
      ),
    )
    .where(and(eq(membership.workspaceId, project.workspaceId), isNull(membership.endedAt)))
    .orderBy(sql`lower(${account.name})`, account.mail);
  return rows.map((row) => ({ ...row, fromProfile: levelOf(row.permissions) }));
}

/** What a profile gives on every project of its workspace, whatever the grants say. */
function levelOf(permissions: string[]): GrantLevel {
  if (permissions.includes("tickets.writeAll")) return "write";
  return permissions.includes("tickets.readAll") ? "read" : "none";
}
