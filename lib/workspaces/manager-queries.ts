import { sql } from "drizzle-orm";
import { Conflict } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/** Whether an active member of the workspace can manage its members. */
export async function hasManager(tx: Transaction, workspaceId: string): Promise<boolean> {
  const [found] = await tx.execute<{ managed: boolean }>(sql`select has_manager(${workspaceId}) as managed`);
  return found?.managed ?? false;
}

/** Throws Conflict when a workspace that was managed has nobody left to do it. Ask after the change, under the workspace's lock. */
export async function ensureManagerRemains(tx: Transaction, workspaceId: string, wasManaged: boolean) {
  if (wasManaged && !(await hasManager(tx, workspaceId))) throw new Conflict("last-manager");
}
