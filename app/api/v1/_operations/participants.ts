import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { AddParticipantInput, addParticipant } from "@/lib/tickets/add-participant";
import { leaveTicket } from "@/lib/tickets/leave-ticket";
import { getParticipant, listParticipants } from "@/lib/tickets/participant-queries";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { listOf, Moment, Person, presentPerson } from "./shapes";
import { TicketParams } from "./ticket-shape";

const tag = "participants";

const ParticipantShape = z
  .strictObject({
    person: Person.nullable(),
    role: z.enum(["requester", "assignee", "watcher"]).meta({ description: "Why this person receives mails." }),
    addedAt: Moment,
  })
  .meta({ id: "Participant" });

export const list = operation({
  method: "GET",
  path: "/tickets/{reference}/participants",
  tag,
  summary: { fr: "Lister qui prend part à une fiche", en: "List who takes part in a ticket" },
  params: TicketParams,
  answer: listOf(ParticipantShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const people = await listParticipants(tx, await getTicket(tx, params.reference));
      return { items: people.map(presentParticipant), after: null };
    }),
});

export const add = operation({
  method: "POST",
  path: "/tickets/{reference}/participants",
  tag,
  summary: {
    fr: "Ajouter un participant, qui pourra lire la fiche",
    en: "Add a participant, who may then read the ticket",
  },
  params: TicketParams,
  body: AddParticipantInput.omit({ ticket: true }),
  answer: ParticipantShape,
  status: 201,
  run: async ({ actor, params: { reference: ticket }, body }) => {
    const { id } = await addParticipant(actor, { ...body, ticket });
    return actor.transaction(async (tx) =>
      presentParticipant(await getParticipant(tx, await getTicket(tx, ticket), id)),
    );
  },
});

export const remove = operation({
  method: "DELETE",
  path: "/tickets/{reference}/participants/{mail}",
  tag,
  summary: {
    fr: "Retirer un participant, ou se retirer soi-même (`me`)",
    en: "Remove a participant, or oneself (`me`)",
  },
  params: TicketParams.extend({ mail: z.string().max(254) }),
  run: ({ actor, params: { reference: ticket, mail } }) =>
    leaveTicket(actor, mail === "me" ? { ticket } : { ticket, mail }),
});

type Listed = Awaited<ReturnType<typeof listParticipants>>[number];

function presentParticipant({ name, mail, role, addedAt }: Listed): z.input<typeof ParticipantShape> {
  return { person: presentPerson(name, mail), role, addedAt: addedAt.toISOString() };
}
