import { sql } from "drizzle-orm";
import type { Permission } from "@/lib/access/permissions";
import type { Transaction } from "@/lib/tenancy/actor";

const mostTold = 50;

/** Who is told of what concerns nobody in particular: the members of a workspace who hold a permission. */
export async function listAgents(tx: Transaction, workspaceId: string, permission: Permission): Promise<string[]> {
  const found = await tx.execute<{ id: string }>(sql`
    select m.account_id as id from membership m join profile p on p.workspace_id = m.workspace_id and p.id = m.profile_id
    where m.workspace_id = ${workspaceId} and m.ended_at is null and ${permission} = any (p.permissions)
    order by m.account_id limit ${mostTold}`);
  return found.map(({ id }) => id);
}
