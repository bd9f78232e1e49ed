import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { timeEntry } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { getTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { TimeOf } from "./time";
import { authorizeWritingTime, getTime } from "./time-queries";

/** Takes an entry out of the ticket's time; it stays in the database, with the date of its removal. Throws NotFound, Forbidden or Conflict. */
export async function removeTime(actor: Actor, input: z.input<typeof TimeOf>) {
  const { ticket: reference, entry } = TimeOf.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await getTicket(tx, reference);
    await authorizeWritingTime(tx, ticket);
    const { id, accountId, spentOn, accountedMinutes } = await getTime(tx, ticket, entry);
    await markRemoved(tx, ticket, id);
    await recordEvent(tx, {
      type: "time.removed",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      requires: "time.readAccounted",
      payload: { entryId: id, accountId, spentOn, accountedMinutes },
    });
  });
}

/** Throws Conflict when somebody removed it meanwhile. */
export async function markRemoved(tx: Transaction, ticket: Ticket, id: string) {
  const removed = await tx
    .update(timeEntry)
    .set({ removedAt: sql`now()` })
    .where(and(eq(timeEntry.workspaceId, ticket.workspaceId), eq(timeEntry.id, id), isNull(timeEntry.removedAt)))
    .returning({ id: timeEntry.id });
  if (removed.length === 0) throw new Conflict();
}
