import { authorizeWorkspace, mayWorkspace } from "./ability";
import type { Permission } from "./permissions";
import { Forbidden } from "./refusals";
import type { Rights } from "./rights";

// What a person may hand to others: docs/decisions/0041. PostgreSQL holds the same rules in the policies "kept".

/** Throws Forbidden unless this person may make somebody (or no longer make somebody) hold these permissions there. */
export function authorizeGiving(rights: Rights, workspaceId: string, to: string, permissions: readonly string[]) {
  authorizeWorkspace(rights, "manageMembers", workspaceId);
  authorizeOnOthers(rights, to);
  if (!mayGive(rights, workspaceId, permissions)) throw new Forbidden("beyond-your-rights");
}

/** Throws Forbidden unless this person may set somebody's level on a project: never above his own there. */
export function authorizeGranting(
  rights: Rights,
  project: { workspaceId: string; id: string },
  to: string,
  level: "none" | "read" | "write",
) {
  authorizeWorkspace(rights, "manageMembers", project.workspaceId);
  authorizeOnOthers(rights, to);
  if (!mayGrant(rights, project, level)) throw new Forbidden("beyond-your-rights");
}

/** Throws Forbidden unless this person may edit a profile: never the one that he has himself, since he would be giving himself rights. */
export function authorizeProfile(rights: Rights, workspaceId: string, profileId: string, ownProfileId: string | null) {
  authorizeWorkspace(rights, "manageSettings", workspaceId);
  if (!mayEditProfile(rights, workspaceId, profileId === ownProfileId)) throw new Forbidden("own-profile");
}

/** Whether this person may edit a profile, which may be his own. */
export function mayEditProfile(rights: Rights, workspaceId: string, own: boolean): boolean {
  return mayWorkspace(rights, "manageSettings", workspaceId) && (!own || rights.platformAdministrator);
}

/** Throws Forbidden when somebody changes what he is himself given. */
function authorizeOnOthers(rights: Rights, accountId: string) {
  if (accountId === rights.accountId && !rights.platformAdministrator) throw new Forbidden("not-yourself");
}

/** Whether a profile with these permissions is one that this person may give. */
export function mayGive(rights: Rights, workspaceId: string, permissions: readonly string[]): boolean {
  if (!mayWorkspace(rights, "manageMembers", workspaceId)) return false;
  if (mayWorkspace(rights, "manageSettings", workspaceId)) return true;
  const own = permissionsIn(rights, workspaceId);
  return permissions.every((permission) => own.includes(permission as Permission));
}

/** Whether this person may give that level on that project. */
export function mayGrant(
  rights: Rights,
  project: { workspaceId: string; id: string },
  level: "none" | "read" | "write",
): boolean {
  if (!mayWorkspace(rights, "manageMembers", project.workspaceId)) return false;
  if (level === "none" || mayWorkspace(rights, "manageSettings", project.workspaceId)) return true;
  const own = permissionsIn(rights, project.workspaceId);
  const grant = rights.grants.find((given) => given.projectId === project.id)?.level;
  const writes = own.includes("tickets.writeAll") || grant === "write";
  return writes || (level === "read" && (own.includes("tickets.readAll") || grant === "read"));
}

function permissionsIn(rights: Rights, workspaceId: string): Permission[] {
  return rights.memberships.find((m) => m.workspaceId === workspaceId)?.permissions ?? [];
}
