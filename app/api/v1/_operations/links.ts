import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { type ListedLink, listLinks } from "@/lib/tickets/link-queries";
import { linkTickets } from "@/lib/tickets/link-tickets";
import { phases, TicketReference } from "@/lib/tickets/ticket";
import { linkOf, linkWays } from "@/lib/tickets/ticket-link";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { unlinkTickets } from "@/lib/tickets/unlink-tickets";
import { listOf } from "./shapes";
import { TicketParams } from "./ticket-shape";

const tag = "tickets";

const Way = z.enum(linkWays).meta({ description: "What this ticket is to the other one." });

const LinkShape = z
  .strictObject({ way: Way, ticket: z.string(), title: z.string(), phase: z.enum(phases) })
  .meta({ id: "Link" });

export const list = operation({
  method: "GET",
  path: "/tickets/{reference}/links",
  tag,
  summary: {
    fr: "Lister les fiches liées que l’on peut lire, et ce que cette fiche est pour elles",
    en: "List the linked tickets one may read, and what this ticket is to them",
  },
  params: TicketParams,
  answer: listOf(LinkShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const links = await listLinks(tx, await getTicket(tx, params.reference));
      return { items: links.map(presentLink), after: null };
    }),
});

export const add = operation({
  method: "POST",
  path: "/tickets/{reference}/links",
  tag,
  summary: { fr: "Lier une autre fiche du même espace", en: "Link another ticket of the same workspace" },
  params: TicketParams,
  body: z.strictObject({ way: Way, ticket: TicketReference }),
  answer: LinkShape,
  status: 201,
  run: async ({ actor, params: { reference }, body: { way, ticket } }) => {
    const { from, to } = await linkTickets(actor, linkOf(way, reference, ticket));
    const other = from.reference === reference ? to : from;
    return { way, ticket: other.reference, title: other.title, phase: other.phase };
  },
});

export const remove = operation({
  method: "DELETE",
  path: "/tickets/{reference}/links/{way}/{other}",
  tag,
  summary: { fr: "Retirer un lien", en: "Remove a link" },
  params: TicketParams.extend({ way: Way, other: TicketReference }),
  run: ({ actor, params: { reference, way, other } }) => unlinkTickets(actor, linkOf(way, reference, other)),
});

function presentLink({ way, reference, title, phase }: ListedLink): z.input<typeof LinkShape> {
  return { way, ticket: reference, title, phase };
}
