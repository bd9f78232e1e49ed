import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import { columnsOfDecision } from "@/lib/tickets/ticket-moves";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import { writeTicket } from "@/lib/tickets/write-ticket";
import type { MoveName } from "@/lib/workflows/workflow";

/** Makes the move of its process that asking for a decision, or deciding, stands for; where there is none the ticket stays. */
export async function moveTicketOn(tx: Transaction, ticket: Ticket, name: MoveName): Promise<Ticket> {
  const columns = await columnsOfDecision(tx, ticket, name);
  if (Object.keys(columns).length === 0) return ticket;
  const written = await writeTicket(tx, ticket, columns);
  await recordEvent(tx, {
    type: "ticket.changed",
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    payload: { status: [ticket.statusCode, written.statusCode] },
  });
  return written;
}
