import { z } from "zod";
import { channels, initiators, kinds, Level, phases, TicketReference } from "@/lib/tickets/ticket";
import type { ReadMoves } from "@/lib/tickets/ticket-moves";
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

export const TicketWithMoves = TicketShape.extend({
  moves: z
    .array(
      z.strictObject({
        status: z.string(),
        labels: z.strictObject({ fr: z.string(), en: z.string() }),
        phase: z.enum(phases),
        missing: z.array(z.string()).meta({ description: "Codes of the fields to fill in first." }),
        needsApproval: z.boolean(),
      }),
    )
    .meta({ description: "Where the caller may take it now, with what is still in the way." }),
}).meta({ id: "TicketWithMoves" });

export function presentMoves({ moves }: ReadMoves): z.input<typeof TicketWithMoves>["moves"] {
  return moves.map(({ code, labelFr: fr, labelEn: en, phase, missing, needsApproval }) => ({
    status: code,
    labels: { fr, en },
    phase,
    missing: missing.map((field) => field.code),
    needsApproval,
  }));
}

/** What a Conflict found, when it is a ticket. */
export const presentStanding = (standing: unknown) => presentTicket(standing as Ticket);

export const TicketParams = z.strictObject({ reference: TicketReference });
