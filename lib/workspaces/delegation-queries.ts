import { mayGive, mayGrant } from "@/lib/access/delegation";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { type GrantLevel, grantLevels } from "./grant";
import { listProjectMembers } from "./grant-queries";
import { listMembers } from "./membership-queries";
import { listProfiles } from "./profile-queries";

/** Why a member's rights are out of this person's reach; null when they are not. */
export type OutOfReach = "yourself" | "beyond" | null;

/** The profiles that this person may give there. */
export async function listGivableProfiles(tx: Transaction, workspaceId: string) {
  const rights = await getRights(tx);
  const profiles = await listProfiles(tx, workspaceId);
  return profiles
    .filter((profile) => mayGive(rights, workspaceId, profile.permissions))
    .map(({ id, name }) => ({ id, name }));
}

/** The members, each with whether this person may change what he is. */
export async function listManagedMembers(tx: Transaction, workspaceId: string) {
  const rights = await getRights(tx);
  const members = await listMembers(tx, workspaceId);
  return members.map(({ permissions, ...member }) => ({
    ...member,
    outOfReach: (isOneself(rights, member.accountId)
      ? "yourself"
      : mayGive(rights, workspaceId, permissions)
        ? null
        : "beyond") as OutOfReach,
  }));
}

export type ManagedGrant = Awaited<ReturnType<typeof listManagedGrants>>[number];

/** Everybody's rights on a project, with the levels that this person may set. */
export async function listManagedGrants(tx: Transaction, project: { workspaceId: string; id: string }) {
  const rights = await getRights(tx);
  const members = await listProjectMembers(tx, project);
  const givable = grantLevels.filter((level) => mayGrant(rights, project, level));
  return members.map(({ permissions: _, ...member }) => ({
    ...member,
    givable: (isOneself(rights, member.accountId) ? [] : givable) as GrantLevel[],
  }));
}

function isOneself(rights: { accountId: string | null; platformAdministrator: boolean }, accountId: string) {
  return rights.accountId === accountId && !rights.platformAdministrator;
}
