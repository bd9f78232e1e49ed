import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor } from "@/lib/tenancy/actor";
import { addMessage } from "./add-message";
import { ensureStillReopenable } from "./reply-to-ticket";
import { MessageText, TicketReference } from "./ticket";
import { columnsOfMove } from "./ticket-moves";
import { lockTicket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const ReopenTicketInput = z.strictObject({
  ticket: TicketReference,
  /** What is still wrong. */
  text: MessageText,
});

/** Refuses the resolution, saying why. Throws NotFound, Forbidden or Conflict (not resolved, or too long ago). */
export async function reopenTicket(actor: Actor, input: z.input<typeof ReopenTicketInput>) {
  const asked = ReopenTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    if (read.phase !== "resolved" && read.phase !== "closed") throw new Conflict("not-resolved", read);
    authorizeTicket(await getRights(tx), "reopen", read);
    ensureStillReopenable(read);
    const message = await addMessage(tx, read, { body: asked.text, internal: false, files: [], provenance: {} });
    const written = await writeTicket(tx, read, await columnsOfMove(tx, read, { name: "reopen" }));
    const event = await recordEvent(tx, {
      type: "ticket.reopened",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: {
        status: [read.statusCode, written.statusCode],
        messageId: message.id,
        before: { resolvedAt: read.resolvedAt, closedAt: read.closedAt },
      },
    });
    await queueNotices(tx, { kind: "message-added", ticket: written, messageId: message.id, eventId: event.id });
    return written;
  });
}
