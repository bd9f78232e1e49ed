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

export const ConfirmResolutionInput = z.strictObject({ ticket: TicketReference });

/** The requester says that it is done: the ticket is closed. Throws NotFound, Forbidden or Conflict (it is not resolved). */
export async function confirmResolution(actor: Actor, input: z.input<typeof ConfirmResolutionInput>) {
  const asked = ConfirmResolutionInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    if (read.phase !== "resolved") throw new Conflict("not-resolved", read);
    authorizeTicket(await getRights(tx), "confirm", read);
    const written = await writeTicket(tx, read, await columnsOfMove(tx, read, { name: "confirm" }));
    const event = await recordEvent(tx, {
      type: "ticket.confirmed",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { status: [read.statusCode, written.statusCode] },
    });
    await queueNotices(tx, { kind: "ticket-changed", ticket: written, eventId: event.id });
    return written;
  });
}
