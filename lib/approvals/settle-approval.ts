import { queueApprovalMails } from "@/lib/outgoing-mail/queue-approval-mails";
import { workspaceActor } from "@/lib/tenancy/actor";
import { lockTicket } from "@/lib/tickets/ticket-queries";
import { stateOf } from "./approval";
import { getApproval } from "./approval-queries";
import { moveTicketOn } from "./move-ticket-on";

/**
 * Puts a ticket where its decision leads, and tells whoever asked; a job, since an approver may have no right to change the ticket.
 * Run twice, it finds the ticket moved and the mail written.
 */
export async function settleApproval(payload: { workspaceId: string; approvalId: string; eventId: string }) {
  return workspaceActor(payload.workspaceId).transaction(async (tx) => {
    const approval = await getApproval(tx, payload.approvalId);
    const ticket = await lockTicket(tx, approval.reference);
    const state = stateOf(approval);
    if (state === "pending" || state === "withdrawn") return;
    // What was begun before its decision goes on, flagged; what waited for it moves.
    const waited = !approval.afterTheFact && !approval.carriedOut;
    if (waited && state === "approved") await moveTicketOn(tx, ticket, "approve");
    if (waited && state === "refused") await moveTicketOn(tx, ticket, "refuse");
    const to = [approval.askedBy, ticket.assigneeId].filter((id) => id !== null);
    await queueApprovalMails(tx, { kind: "approval-settled", ticket, eventId: payload.eventId, to });
  });
}
