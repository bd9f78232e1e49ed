import { z } from "zod";
import { type Actor, insideTransaction } from "@/lib/tenancy/actor";
import { AssignTicketInput, assignTicket } from "./assign-ticket";
import { changeTicket, TicketChanges } from "./change-ticket";
import { MoveTicketInput, moveTicket } from "./move-ticket";
import { TicketReference } from "./ticket";
import type { Ticket } from "./ticket-queries";

/** What one request may ask at once of a ticket. */
export const TicketRevision = TicketChanges.extend({
  /** The version from which the request was written. */
  version: z.int().min(1),
  assignee: AssignTicketInput.shape.assignee.optional(),
  project: MoveTicketInput.shape.project.optional(),
});

export const ReviseTicketInput = TicketRevision.extend({ ticket: TicketReference });

/** Changes fields, assignee and project of a ticket, all or nothing, each by its own verb and right. Throws what they throw. */
export async function reviseTicket(actor: Actor, input: z.input<typeof ReviseTicketInput>): Promise<Ticket> {
  const { ticket, assignee, project, version, ...changes } = ReviseTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const inside = insideTransaction(actor, tx);
    const onlyOthers = Object.keys(changes).length === 0 && (assignee !== undefined || project !== undefined);
    let now: { version: number } | Ticket = { version };
    if (!onlyOthers) now = await changeTicket(inside, { ...changes, ticket, version });
    if (assignee !== undefined) now = await assignTicket(inside, { ticket, version: now.version, assignee });
    if (project !== undefined) now = await moveTicket(inside, { ticket, version: now.version, project });
    return now as Ticket;
  });
}
