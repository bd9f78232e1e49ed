import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { eventTypes } from "@/lib/journal/event";
import { type ListedEvent, listEvents } from "@/lib/tickets/thread-queries";
import { day } from "@/lib/tickets/ticket-filter";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { administrationTypes, getJournalPlace, listAdministrationLines } from "@/lib/workspaces/journal-queries";
import { listOf, Moment } from "./shapes";
import { pageOf, ThreadPage } from "./thread-page";
import { TicketParams } from "./ticket-shape";
import { WorkspaceParams } from "./workspaces";

export const EventShape = z
  .strictObject({
    id: z.guid(),
    type: z.enum(eventTypes),
    at: Moment,
    door: z.enum(["web", "api", "mail", "cli", "worker"]),
    actor: z
      .string()
      .nullable()
      .meta({ description: "The name of whoever acted; null for a job, or when the caller may not know it." }),
    payload: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Event", description: "One immutable line of the journal." });

export const list = operation({
  method: "GET",
  path: "/tickets/{reference}/events",
  tag: "journal",
  summary: {
    fr: "Lire le journal d’une fiche, du plus ancien au plus récent",
    en: "Read the journal of a ticket, oldest first",
  },
  params: TicketParams,
  query: ThreadPage,
  answer: listOf(EventShape),
  run: ({ actor, params, query }) =>
    actor.transaction(async (tx) => {
      const ticket = await getTicket(tx, params.reference);
      const { rows, after } = await pageOf(query, placeOf, (page) => listEvents(tx, ticket, page));
      return { items: rows.map(presentEvent), after };
    }),
});

export const ofAdministration = operation({
  method: "GET",
  path: "/workspaces/{key}/events",
  tag: "journal",
  summary: {
    fr: "Lire le journal de l’administration d’un espace, du plus récent au plus ancien",
    en: "Read the journal of a workspace’s administration, latest first",
  },
  params: WorkspaceParams,
  query: z.strictObject({
    type: z.enum(administrationTypes).optional(),
    from: day.optional(),
    until: day.optional(),
    after: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .optional(),
  }),
  answer: listOf(EventShape),
  run: ({ actor, params: { key }, query: { after, ...filter } }) =>
    actor.transaction(async (tx) => {
      const { id } = await getJournalPlace(tx, key);
      const page = { ...filter, before: after === undefined ? undefined : Number(after) };
      const { lines, next } = await listAdministrationLines(tx, id, page, (await findTimeZone(tx)) ?? "UTC");
      return { items: lines.map(presentEvent), after: next === null ? null : String(next) };
    }),
});

const placeOf = ({ at, id }: ListedEvent) => ({ at, id });

function presentEvent({
  id,
  type,
  at,
  door,
  actorName,
  payload,
}: Omit<ListedEvent, "actorId" | "ticketId">): z.input<typeof EventShape> {
  return {
    id,
    type: type as (typeof eventTypes)[number],
    at: at.toISOString(),
    door,
    actor: actorName,
    payload: payload as Record<string, unknown>,
  };
}
