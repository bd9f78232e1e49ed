import { z } from "zod";
import { ticketItem } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { ItemName } from "./item";
import { findNamedItems } from "./item-queries";

export const LinkItemInput = z.strictObject({
  ticket: TicketReference,
  item: ItemName,
});

/**
 * Says that a ticket is about an item of its workspace, or about one that the platform shows there. Linked already, it stays so.
 * Throws NotFound, Forbidden, Invalid or Conflict (several items bear that name).
 */
export async function linkItem(actor: Actor, input: z.input<typeof LinkItemInput>) {
  const asked = LinkItemInput.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await getTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "link", ticket);
    const found = await findNamedItems(tx, asked.item);
    const named = found.filter(({ workspaceId }) => workspaceId === ticket.workspaceId || workspaceId === PLATFORM_ID);
    const [item] = named;
    if (!item) throw found.length > 0 ? new Invalid("of-another-workspace", "item") : new NotFound("unknown-item");
    if (named.length > 1) throw new Conflict("several-items");
    const written = await tx
      .insert(ticketItem)
      .values({
        ...{ workspaceId: ticket.workspaceId, ticketId: ticket.id, itemWorkspaceId: item.workspaceId, itemId: item.id },
        addedBy: actor.accountId,
      })
      .onConflictDoNothing()
      .returning({ itemId: ticketItem.itemId });
    if (written.length === 1)
      await recordEvent(tx, {
        ...{ type: "ticket.itemLinked", workspaceId: ticket.workspaceId, ticketId: ticket.id, itemId: item.id },
      });
    return item;
  });
}
