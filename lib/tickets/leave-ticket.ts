import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { participant } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getMember, getParticipant } from "./participant-queries";
import { TicketReference } from "./ticket";
import { getTicket } from "./ticket-queries";

export const LeaveTicketInput = z.strictObject({
  ticket: TicketReference,
  /** Somebody else's mail address, for those who may add participants; oneself when absent. */
  mail: z.string().max(254).optional(),
});

/** Ends somebody's part in a ticket: no more mails, and no reading by that part. Throws NotFound, Forbidden or Conflict (its requester). */
export async function leaveTicket(actor: Actor, input: z.input<typeof LeaveTicketInput>) {
  const asked = LeaveTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getTicket(tx, asked.ticket);
    if (asked.mail !== undefined) authorizeTicket(await getRights(tx), "addParticipant", read);
    const accountId =
      asked.mail === undefined ? actor.accountId! : (await getMember(tx, read.workspaceId, asked.mail, "mail")).id;
    if (accountId === read.requesterId) throw new Conflict("requester-stays");
    await getParticipant(tx, read, accountId);
    // The line first: after it, the person who left may no longer see the ticket.
    await recordEvent(tx, {
      type: "participant.left",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { accountId },
    });
    await tx
      .update(participant)
      .set({ leftAt: sql`now()`, leftBy: actor.accountId })
      .where(
        and(
          eq(participant.workspaceId, read.workspaceId),
          eq(participant.ticketId, read.id),
          eq(participant.accountId, accountId),
        ),
      );
  });
}
