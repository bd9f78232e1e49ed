import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Permission } from "./permissions";

/** What an account was given, everywhere at once; the only input of the ability. */
export interface Rights {
  /** Null for a job, which acts for nobody inside one workspace. */
  accountId: string | null;
  platformAdministrator: boolean;
  memberships: { workspaceId: string; permissions: Permission[] }[];
  grants: { projectId: string; level: "read" | "write" }[];
}

const known = new WeakMap<Transaction, Promise<Rights>>();

/** The asking person's rights, read once per transaction. */
export function getRights(tx: Transaction): Promise<Rights> {
  let rights = known.get(tx);
  if (!rights) {
    rights = readRights(tx);
    known.set(tx, rights);
  }
  return rights;
}

/** Says what is known already: a page reads its viewer's rights with his session, in the same moment. */
export function rememberRights(tx: Transaction, rights: Rights) {
  known.set(tx, Promise.resolve(rights));
}

async function readRights(tx: Transaction): Promise<Rights> {
  const { accountId } = tx.asking;
  if (!accountId) return { accountId, platformAdministrator: false, memberships: [], grants: [] };
  const [found] = await tx.execute<Omit<Rights, "accountId"> & Record<string, unknown>>(sql`
    select am_platform_administrator() as "platformAdministrator",
      coalesce((select json_agg(json_build_object('workspaceId', m.workspace_id, 'permissions', f.permissions))
        from membership m join profile f on f.workspace_id = m.workspace_id and f.id = m.profile_id
        where m.account_id = ${accountId} and m.workspace_id in (select my_workspace_ids())), '[]') as memberships,
      coalesce((select json_agg(json_build_object('projectId', g.project_id, 'level', g.level))
        from project_grant g
        where g.account_id = ${accountId} and g.workspace_id in (select my_workspace_ids())), '[]') as grants`);
  return { accountId, ...found! };
}
