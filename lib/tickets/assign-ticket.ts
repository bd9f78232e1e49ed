import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor } from "@/lib/tenancy/actor";
import { getMember } from "./participant-queries";
import { setParticipant } from "./set-participant";
import { TicketReference } from "./ticket";
import { lockTicket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const AssignTicketInput = z.strictObject({
  ticket: TicketReference,
  version: z.int().min(1).optional(),
  /** The assignee's mail address; null for nobody. */
  assignee: z.string().max(254).nullable(),
});

/** Gives a ticket to a member of its workspace, or to nobody. Throws NotFound, Forbidden, Invalid or Conflict. */
export async function assignTicket(actor: Actor, input: z.input<typeof AssignTicketInput>) {
  const asked = AssignTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "assign", read);
    if (asked.version !== undefined && asked.version !== read.version) throw new Conflict("stale", read);
    const assignee = asked.assignee === null ? null : await getMember(tx, read.workspaceId, asked.assignee, "assignee");
    if ((assignee?.id ?? null) === read.assigneeId) return read;
    const written = await writeTicket(tx, read, { assigneeId: assignee?.id ?? null });
    if (assignee) await setParticipant(tx, written, assignee.id, "assignee");
    const event = await recordEvent(tx, {
      type: "ticket.assigned",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { assigneeId: [read.assigneeId, written.assigneeId] },
    });
    if (assignee)
      await queueNotices(tx, { kind: "ticket-assigned", ticket: written, eventId: event.id, only: [assignee.id] });
    return written;
  });
}
