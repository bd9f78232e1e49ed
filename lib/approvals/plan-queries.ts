import { and, eq, sql } from "drizzle-orm";
import { plan } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** A step of how a change is carried out, or undone. */
export interface Step {
  id: string;
  list: "implementation" | "rollback";
  title: string;
  done: boolean;
}

/** The steps of a ticket, in their order. */
export async function listSteps(tx: Transaction, ticket: { workspaceId: string; id: string }): Promise<Step[]> {
  return [
    ...(await tx.execute<Step & Record<string, unknown>>(sql`
      select s.id, s.list, s.title, s.done_at is not null as done from task s
       where s.workspace_id = ${ticket.workspaceId} and s.ticket_id = ${ticket.id} and s.list <> 'tasks' and s.removed_at is null
       order by s.list, s.position, s.id`)),
  ];
}

export type Plan = typeof plan.$inferSelect;

/** How and when a ticket is carried out; null when nobody has said. */
export async function findPlan(tx: Transaction, ticket: { workspaceId: string; id: string }): Promise<Plan | null> {
  const [found] = await tx
    .select()
    .from(plan)
    .where(and(eq(plan.workspaceId, ticket.workspaceId), eq(plan.ticketId, ticket.id)));
  return found ?? null;
}
