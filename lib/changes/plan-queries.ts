import { and, eq } from "drizzle-orm";
import { plan } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

export type Plan = typeof plan.$inferSelect;

/** How and when a ticket is carried out; null when nobody has said. */
export async function findPlan(tx: Transaction, ticket: { workspaceId: string; id: string }): Promise<Plan | null> {
  const [found] = await tx
    .select()
    .from(plan)
    .where(and(eq(plan.workspaceId, ticket.workspaceId), eq(plan.ticketId, ticket.id)));
  return found ?? null;
}
