import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "./ticket";
import { lockTicket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const EndMajorInput = z.strictObject({ ticket: TicketReference, reason: z.string().trim().min(1).max(500) });

/** Says that an incident is no longer a major one, and why; what was told stays. Throws NotFound, Forbidden or Conflict. */
export async function endMajor(actor: Actor, input: z.input<typeof EndMajorInput>) {
  const asked = EndMajorInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "change", read);
    if (!read.majorSince) throw new Conflict("not-major", read);
    const written = await writeTicket(tx, read, { majorSince: null });
    await recordEvent(tx, {
      type: "ticket.noLongerMajor",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { reason: asked.reason, since: read.majorSince },
    });
    return written;
  });
}
