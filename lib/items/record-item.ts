import { itemVersionTicket } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { EventType } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { getTicket } from "@/lib/tickets/ticket-queries";

type Changed = { workspaceId: string; id: string; version: number };

/**
 * Writes what happened to an item in its own chain; and, when a ticket brought it about, in the ticket's, where it is read by whoever
 * reads both. Throws NotFound, Forbidden, or Invalid when the ticket is of another workspace.
 */
export async function recordItem(
  tx: Transaction,
  type: Extract<EventType, `item.${string}`>,
  changed: Changed,
  payload: Record<string, unknown>,
  reference?: string,
) {
  const { workspaceId, id: itemId, version } = changed;
  await recordEvent(tx, { type, workspaceId, itemId, payload });
  if (!reference) return;
  const cause = await getTicket(tx, reference);
  authorizeTicket(await getRights(tx), "change", cause);
  if (workspaceId !== PLATFORM_ID && cause.workspaceId !== workspaceId)
    throw new Invalid("ticket-of-another-workspace", "ticket");
  await tx.insert(itemVersionTicket).values({
    workspaceId: cause.workspaceId,
    ticketId: cause.id,
    itemWorkspaceId: workspaceId,
    itemId,
    version,
  });
  await recordEvent(tx, { type, workspaceId: cause.workspaceId, ticketId: cause.id, itemId, payload: { version } });
}
