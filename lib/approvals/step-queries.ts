import { sql } from "drizzle-orm";
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
