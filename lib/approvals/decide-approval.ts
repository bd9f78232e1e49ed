import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { approval, decision } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { refuseWithoutApproval } from "@/lib/tickets/approval-standing";
import { MessageText } from "@/lib/tickets/ticket";
import { getTicketById } from "@/lib/tickets/ticket-queries";
import { judgeDecision, verdicts } from "./approval";
import { type Approval, getApproval, lockApproval, mayDecide } from "./approval-queries";

export const DecideApprovalInput = z.strictObject({
  approval: z.uuid(),
  verdict: z.enum(verdicts),
  /** Needed of a refusal. */
  reason: MessageText.pipe(z.string().max(2_000)).optional(),
  /** The account in whose place one decides; oneself when absent. */
  approver: z.uuid().optional(),
});

/**
 * Writes what an approver decides, for himself or for who delegated to him; a later word of his supersedes it as long as nothing was
 * carried out. The approval is settled in the same transaction. Throws NotFound, Forbidden, Invalid or Conflict (lapsed, withdrawn,
 * settled, decided already).
 */
export async function decideApproval(actor: Actor, input: z.input<typeof DecideApprovalInput>) {
  const asked = DecideApprovalInput.parse(input);
  return actor.transaction(async (tx) => {
    const seen = await getApproval(tx, asked.approval);
    authorizeTicket(await getRights(tx), "decide", await getTicketById(tx, seen.ticketId));
    const read = await lockApproval(tx, seen.id);
    const by = tx.asking.accountId!;
    const able = await mayDecide(tx, read, by);
    const seat = judgeDecision(read, { ...asked, by, able, seat: asked.approver });
    const { verdict, reason } = asked;
    await refuseWithoutApproval(() =>
      tx.insert(decision).values({
        ...{ workspaceId: read.workspaceId, approvalId: read.id, accountId: seat.accountId, decidedBy: by },
        ...{ verdict, reason },
      }),
    );
    const state = await settle(tx, read);
    const event = await recordEvent(tx, {
      type: "approval.decided",
      workspaceId: read.workspaceId,
      ticketId: read.ticketId,
      payload: {
        ...{ approvalId: read.id, subject: read.subject, approverId: seat.accountId, verdict, state },
        reason: reason ?? null,
      },
    });
    if (state !== read.state)
      await enqueueJob(tx, "settle-approval", {
        ...{ workspaceId: read.workspaceId, approvalId: read.id, eventId: event.id },
      });
    return getApproval(tx, read.id);
  });
}

/** What all its lines say now; PostgreSQL counts them, and refuses any other word. */
async function settle(tx: Transaction, { workspaceId, id, state: before }: Approval) {
  const [counted] = await tx.execute<{ state: "pending" | "approved" | "refused" }>(
    sql`select approval_verdict(${workspaceId}, ${id}) as state`,
  );
  const { state } = counted!;
  if (state === before) return state;
  await tx
    .update(approval)
    .set({ state, settledAt: state === "pending" ? null : (sql`now()` as never) })
    .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, id)));
  return state;
}
