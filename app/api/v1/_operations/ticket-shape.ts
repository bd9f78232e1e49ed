import { z } from "zod";
import { channels, initiators, kinds, Level, phases, TicketReference } from "@/lib/tickets/ticket";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import { Moment, momentOrNull, Person, presentPerson } from "./shapes";

export const TicketShape = z
  .strictObject({
    reference: z.string(),
    project: z.string().meta({ description: "The key of its project." }),
    workspace: z.string().meta({ description: "The key of its workspace." }),
    kind: z.enum(kinds),
    title: z.string(),
    status: z.string().meta({ description: "The code of its status." }),
    phase: z.enum(phases),
    category: z.string().nullable().meta({ description: "The code of its category." }),
    impact: Level,
    urgency: Level,
    priority: Level,
    priorityReason: z.string().nullable(),
    requester: Person.nullable(),
    assignee: Person.nullable(),
    channel: z.enum(channels),
    initiator: z.enum(initiators),
    fields: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .meta({ description: "Values of the workspace’s fields, by their codes." }),
    majorSince: Moment.nullable().meta({ description: "Since when it is a major incident." }),
    version: z.int().min(1),
    openedAt: Moment,
    updatedAt: Moment,
    firstAnsweredAt: Moment.nullable(),
    resolvedAt: Moment.nullable(),
    closedAt: Moment.nullable(),
  })
  .meta({ id: "Ticket" });

export function presentTicket(ticket: Omit<Ticket, "takesPart">): z.input<typeof TicketShape> {
  const {
    reference,
    kind,
    title,
    phase,
    impact,
    urgency,
    priority,
    priorityReason,
    channel,
    initiator,
    fields,
    version,
  } = ticket;
  return {
    reference,
    project: ticket.projectKey,
    workspace: ticket.workspaceKey,
    kind,
    title,
    status: ticket.statusCode,
    phase,
    category: ticket.categoryCode,
    impact,
    urgency,
    priority,
    priorityReason,
    requester: presentPerson(ticket.requesterName, ticket.requesterMail),
    assignee: presentPerson(ticket.assigneeName, ticket.assigneeMail),
    channel,
    initiator,
    fields,
    majorSince: momentOrNull(ticket.majorSince),
    version,
    openedAt: ticket.openedAt.toISOString(),
    updatedAt: ticket.updatedAt.toISOString(),
    firstAnsweredAt: momentOrNull(ticket.firstAnsweredAt),
    resolvedAt: momentOrNull(ticket.resolvedAt),
    closedAt: momentOrNull(ticket.closedAt),
  };
}

/** What a Conflict found, when it is a ticket. */
export const presentStanding = (standing: unknown) => presentTicket(standing as Ticket);

export const TicketParams = z.strictObject({ reference: TicketReference });
