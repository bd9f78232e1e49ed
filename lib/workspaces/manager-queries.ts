import { sql } from "drizzle-orm";
import { Conflict } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/**
 * Throws Conflict when no active member could manage the workspace's members any more. Ask after the journal line: its chain's row lock
 * makes two people who each remove the other wait, and this then sees what the first one did.
 */
export async function ensureManagerRemains(tx: Transaction, workspaceId: string) {
  const [found] = await tx.execute<{ managed: boolean }>(sql`select has_manager(${workspaceId}) as managed`);
  if (!found?.managed) throw new Conflict("last-manager");
}
