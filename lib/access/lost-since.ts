import type { Rights } from "./rights";

/** The rights under which something was read and kept for somebody. */
export type Held = Pick<Rights, "memberships" | "grants" | "platformAdministrator">;

/** Whether a right to read that was held then is held no more: what was kept may no longer be this person's to read. */
export function lostSince(held: Held, now: Rights): boolean {
  if (held.platformAdministrator && !now.platformAdministrator) return true;
  const holds = (workspaceId: string, permission: string) =>
    now.memberships.some((m) => m.workspaceId === workspaceId && m.permissions.some((one) => one === permission));
  const reading = ({ permissions }: Held["memberships"][number]) =>
    permissions.filter((permission) => /\.read/.test(permission) || permission === "exports.run");
  return (
    held.memberships.some((m) => !now.memberships.some(({ workspaceId }) => workspaceId === m.workspaceId)) ||
    held.memberships.some((m) => reading(m).some((permission) => !holds(m.workspaceId, permission))) ||
    held.grants.some(({ projectId }) => !now.grants.some((grant) => grant.projectId === projectId))
  );
}
