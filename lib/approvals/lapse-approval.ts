import { and, eq, sql } from "drizzle-orm";
import { approval } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Approval } from "./approval-queries";

/** Writes that an approval lapsed with what it approved, which the gate and the page know already by comparing them. */
export async function lapseApproval(tx: Transaction, { workspaceId, id, ticketId, subject }: Approval) {
  await tx
    .update(approval)
    .set({ state: "lapsed", settledAt: sql`now()` as never })
    .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, id)));
  return recordEvent(tx, { type: "approval.lapsed", workspaceId, ticketId, payload: { approvalId: id, subject } });
}
