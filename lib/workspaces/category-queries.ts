import { and, eq, sql } from "drizzle-orm";
import { category } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/** The categories of a workspace in its order, archived ones last. */
export async function listCategories(tx: Transaction, workspaceId: string) {
  return tx
    .select()
    .from(category)
    .where(eq(category.workspaceId, workspaceId))
    .orderBy(sql`${category.archivedAt} is not null`, category.position, category.code);
}

/** Throws NotFound. */
export async function getWorkspaceCategory(tx: Transaction, workspaceId: string, code: string) {
  const [found] = await tx
    .select()
    .from(category)
    .where(and(eq(category.workspaceId, workspaceId), eq(category.code, code)));
  if (!found) throw new NotFound("unknown-category");
  return found;
}
