import { and, eq, isNull } from "drizzle-orm";
import { status } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import { columnsOfStatus, writeTicket } from "@/lib/tickets/write-ticket";

/** Puts a ticket where it waits for its decision, when its workspace has such a status. */
export function moveTicketToWait(tx: Transaction, ticket: Ticket) {
  return moveTo(tx, ticket, "waiting-approval");
}

/** Puts a ticket that waited for its decision where that decision leads. */
export async function moveTicketOn(tx: Transaction, ticket: Ticket, state: "approved" | "refused" | "withdrawn") {
  if (ticket.statusCode !== "waiting-approval") return ticket;
  return moveTo(tx, ticket, { approved: "approved", refused: "rejected", withdrawn: "in-progress" }[state]);
}

async function moveTo(tx: Transaction, ticket: Ticket, code: string): Promise<Ticket> {
  const [next] = await tx
    .select()
    .from(status)
    .where(
      and(
        eq(status.workspaceId, ticket.workspaceId),
        eq(status.kind, ticket.kind),
        eq(status.code, code),
        isNull(status.archivedAt),
      ),
    );
  if (!next || next.id === ticket.statusId) return ticket;
  const written = await writeTicket(tx, ticket, columnsOfStatus(ticket, next));
  await recordEvent(tx, {
    type: "ticket.changed",
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    payload: { status: [ticket.statusCode, written.statusCode] },
  });
  return written;
}
