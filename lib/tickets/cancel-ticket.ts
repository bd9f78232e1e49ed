import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "./ticket";
import { columnsOfMove } from "./ticket-moves";
import { lockTicket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const CancelTicketInput = z.strictObject({ ticket: TicketReference });

/** Gives a ticket up before it is resolved. Throws NotFound, Forbidden or Conflict (it is resolved or closed already). */
export async function cancelTicket(actor: Actor, input: z.input<typeof CancelTicketInput>) {
  const asked = CancelTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    if (read.phase === "resolved" || read.phase === "closed") throw new Conflict("already-ended", read);
    authorizeTicket(await getRights(tx), "cancel", read);
    const written = await writeTicket(tx, read, await columnsOfMove(tx, read, { name: "cancel" }));
    const event = await recordEvent(tx, {
      type: "ticket.cancelled",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { status: [read.statusCode, written.statusCode] },
    });
    await queueNotices(tx, { kind: "ticket-changed", ticket: written, eventId: event.id });
    return written;
  });
}
