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
    if (state !== "lapsed") await moveTicketOn(tx, ticket, state);
    const to = [approval.askedBy, ticket.assigneeId].filter((id) => id !== null);
    await queueApprovalMails(tx, { kind: "approval-settled", ticket, eventId: payload.eventId, to });
  });
}
