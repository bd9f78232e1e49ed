import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import { listTicketsByIds } from "@/lib/tickets/ticket-queries";
import { listItemsByIds } from "./item-queries";

const mostLinked = 200;

/** The items that a ticket is about, as far as the reader reads them, by name. */
export async function listItemsOfTicket(tx: Transaction, ticket: { workspaceId: string; id: string }) {
  const links = await tx.execute<{ id: string }>(sql`
    select item_id as id from ticket_item where workspace_id = ${ticket.workspaceId} and ticket_id = ${ticket.id} limit ${mostLinked}`);
  return links.length === 0
    ? []
    : listItemsByIds(
        tx,
        links.map(({ id }) => id),
      );
}

/** The tickets that are about an item, and those that changed it, as far as the reader reads them: those in hand first, then the latest. */
export async function listTicketsOfItem(tx: Transaction, itemId: string) {
  const links = await tx.execute<{ id: string }>(sql`
    select ticket_id as id from ticket_item where item_id = ${itemId}
    union select ticket_id from item_version_ticket where item_id = ${itemId} limit ${mostLinked}`);
  if (links.length === 0) return [];
  const over = (phase: string) => Number(phase === "resolved" || phase === "closed");
  const tickets = await listTicketsByIds(
    tx,
    links.map(({ id }) => id),
  );
  return tickets.sort(
    (a, b) => over(a.phase) - over(b.phase) || b.openedAt.getTime() - a.openedAt.getTime() || (a.id < b.id ? 1 : -1),
  );
}
