import { operation } from "@/app/_doors/api/operation";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { OpenTicketInput, openTicket } from "@/lib/tickets/open-ticket";
import { reviseTicket, TicketRevision } from "@/lib/tickets/revise-ticket";
import { TicketFilter, TicketPage } from "@/lib/tickets/ticket-filter";
import { listTickets } from "@/lib/tickets/ticket-list-queries";
import { readMoves } from "@/lib/tickets/ticket-moves";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { listOf } from "./shapes";
import {
  presentMoves,
  presentStanding,
  presentTicket,
  TicketParams,
  TicketShape,
  TicketWithMoves,
} from "./ticket-shape";

const tag = "tickets";

export const list = operation({
  method: "GET",
  path: "/tickets",
  tag,
  summary: {
    fr: "Lister les fiches que l’on peut lire, dans tous ses espaces",
    en: "List the tickets one may read, in all one’s workspaces",
  },
  query: TicketFilter.extend(TicketPage.shape),
  answer: listOf(TicketShape),
  run: ({ actor, query: { limit, after, ...filter } }) =>
    actor.transaction(async (tx) => {
      const found = await listTickets(tx, filter, { limit, after }, await findTimeZone(tx));
      return { ...found, items: found.items.map(presentTicket) };
    }),
});

export const open = operation({
  method: "POST",
  path: "/tickets",
  tag,
  summary: { fr: "Ouvrir une fiche, avec son premier message", en: "Open a ticket, with its first message" },
  body: OpenTicketInput,
  answer: TicketShape,
  status: 201,
  run: async ({ actor, body }) => presentTicket(await openTicket(actor, body)),
  location: (ticket) => `/tickets/${ticket.reference}`,
});

export const get = operation({
  method: "GET",
  path: "/tickets/{reference}",
  tag,
  summary: {
    fr: "Lire une fiche, et où l’on peut la mener",
    en: "Read a ticket, and where one may take it",
  },
  params: TicketParams,
  answer: TicketWithMoves,
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const ticket = await getTicket(tx, params.reference);
      return { ...presentTicket(ticket), moves: presentMoves(await readMoves(tx, ticket)) };
    }),
});

export const change = operation({
  method: "PATCH",
  path: "/tickets/{reference}",
  tag,
  summary: {
    fr: "Changer une fiche (champs, personne en charge, projet), à partir de la version lue",
    en: "Change a ticket (fields, assignee, project), from the version read",
  },
  params: TicketParams,
  body: TicketRevision,
  answer: TicketShape,
  run: async ({ actor, params, body }) =>
    presentTicket(await reviseTicket(actor, { ...body, ticket: params.reference })),
  current: presentStanding,
});
