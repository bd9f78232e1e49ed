import { and, eq, or, sql } from "drizzle-orm";
import { approval } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Ticket } from "./ticket-queries";

/** Whether the decision that lets this ticket's work begin was given, or may be given afterwards. */
export async function hasApproval(tx: Transaction, of: Pick<Ticket, "workspaceId" | "id" | "kind">): Promise<boolean> {
  const found = await tx
    .select({ id: approval.id })
    .from(approval)
    .where(
      and(
        eq(approval.workspaceId, of.workspaceId),
        eq(approval.ticketId, of.id),
        eq(approval.subject, of.kind === "release" ? "production" : "change"),
        or(eq(approval.state, "approved"), and(eq(approval.state, "pending"), sql`${approval.afterTheFact}`)),
      ),
    )
    .limit(1);
  return found.length > 0;
}
