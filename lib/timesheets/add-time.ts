import type { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { TimeFacts } from "./time";
import { authorizeWritingTime, getTime } from "./time-queries";
import { writeTime } from "./write-time";

export const AddTimeInput = TimeFacts.extend({ ticket: TicketReference });

/** Writes down one's own time on a ticket, in minutes. It changes neither the ticket nor its date. Throws NotFound or Forbidden. */
export async function addTime(actor: Actor, input: z.input<typeof AddTimeInput>) {
  const { ticket: reference, ...facts } = AddTimeInput.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await getTicket(tx, reference);
    await authorizeWritingTime(tx, ticket);
    const id = await writeTime(tx, ticket, { ...facts, accountId: actor.accountId! });
    return getTime(tx, ticket, id);
  });
}
