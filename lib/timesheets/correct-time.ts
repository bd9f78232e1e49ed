import type { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { markRemoved } from "./remove-time";
import { TimeFacts, TimeOf } from "./time";
import { authorizeWritingTime, getTime } from "./time-queries";
import { writeTime } from "./write-time";

export const CorrectTimeInput = TimeFacts.extend(TimeOf.shape);

/**
 * Writes an entry anew in place of one that was wrong, which stays in the database as removed. Whoever may not read its real time
 * leaves it as it was not: the new entry has none. Throws NotFound, Forbidden or Conflict (somebody corrected it meanwhile).
 */
export async function correctTime(actor: Actor, input: z.input<typeof CorrectTimeInput>) {
  const { ticket: reference, entry, ...facts } = CorrectTimeInput.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await getTicket(tx, reference);
    await authorizeWritingTime(tx, ticket);
    const { accountId } = await getTime(tx, ticket, entry);
    await markRemoved(tx, ticket, entry);
    const id = await writeTime(tx, ticket, { ...facts, accountId, corrects: entry });
    return getTime(tx, ticket, id);
  });
}
