import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "./ticket";
import { lockTicket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const DeclareMajorInput = z.strictObject({
  ticket: TicketReference,
  reason: z.string().trim().min(1).max(500),
});

/** Says of an incident that it is a major one, and why; who takes part is told. Throws NotFound, Forbidden, Invalid or Conflict. */
export async function declareMajor(actor: Actor, input: z.input<typeof DeclareMajorInput>) {
  const asked = DeclareMajorInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "change", read);
    if (read.kind !== "incident") throw new Invalid("not-an-incident", "ticket");
    if (read.majorSince) throw new Conflict("already-major", read);
    const written = await writeTicket(tx, read, { majorSince: sql`now()` as never });
    const event = await recordEvent(tx, {
      type: "ticket.declaredMajor",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { reason: asked.reason },
    });
    await queueNotices(tx, { kind: "ticket-changed", ticket: written, eventId: event.id });
    return written;
  });
}
