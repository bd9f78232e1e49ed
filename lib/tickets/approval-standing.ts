import { sql } from "drizzle-orm";
import { Conflict } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/**
 * Whether a ticket, as it stands, was given the decision that a status of its kind waits for; true of a status that waits for none.
 * PostgreSQL asks itself the same when the ticket enters that status, by whatever path.
 */
export async function hasApproval(tx: Transaction, ticket: TicketKey, statusId: string): Promise<boolean> {
  const [found] = await tx.execute<{ passes: boolean }>(sql`
    select not s.requires_approval or has_approval(t, approval_subject(s)) as passes
      from ticket t join status s on s.workspace_id = t.workspace_id and s.id = ${statusId}
     where t.workspace_id = ${ticket.workspaceId} and t.id = ${ticket.id}`);
  return found?.passes ?? false;
}

type TicketKey = { workspaceId: string; id: string };

/** The codes by which the database refuses what only a decision allows (see its migration), and the verbs' word for each. */
const refusals: Record<string, string> = {
  GU001: "approval-needed",
  GU002: "refused-already",
  GU003: "approval-over",
};

/** Says in the verbs' words what the database refused for want of an approval; anything else passes as it is. */
export async function refuseWithoutApproval<T>(change: () => PromiseLike<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const { code = "" } = ((error as Error).cause ?? {}) as { code?: string };
    throw refusals[code] ? new Conflict(refusals[code]) : error;
  }
}
