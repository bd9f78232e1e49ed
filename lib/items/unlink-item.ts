import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { ticketItem } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { getItem } from "./item-queries";
import { LinkItemInput } from "./link-item";

/** Takes an item, by its identifier, off a ticket. Throws NotFound or Forbidden. */
export async function unlinkItem(actor: Actor, input: z.input<typeof LinkItemInput>) {
  const asked = LinkItemInput.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await getTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "link", ticket);
    const item = await getItem(tx, asked.item);
    const removed = await tx
      .delete(ticketItem)
      .where(
        and(
          eq(ticketItem.workspaceId, ticket.workspaceId),
          eq(ticketItem.ticketId, ticket.id),
          eq(ticketItem.itemId, item.id),
        ),
      )
      .returning({ itemId: ticketItem.itemId });
    if (removed.length === 0) throw new NotFound("unknown-link");
    await recordEvent(tx, {
      ...{ type: "ticket.itemUnlinked", workspaceId: ticket.workspaceId, ticketId: ticket.id, itemId: item.id },
    });
  });
}
