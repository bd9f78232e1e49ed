import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { DeclareMajorInput, declareMajor } from "@/lib/tickets/declare-major";
import { EndMajorInput, endMajor } from "@/lib/tickets/end-major";
import { TellMajorInput, tellMajor } from "@/lib/tickets/tell-major";
import { presentStanding, presentTicket, TicketParams, TicketShape } from "./ticket-shape";

const action = { method: "POST", tag: "tickets", params: TicketParams, current: presentStanding } as const;

export const declare = operation({
  ...action,
  path: "/tickets/{reference}/major",
  summary: { fr: "Déclarer un incident majeur, en disant pourquoi", en: "Declare a major incident, saying why" },
  body: DeclareMajorInput.pick({ reason: true }),
  answer: TicketShape,
  run: async ({ actor, params: { reference: ticket }, body }) =>
    presentTicket(await declareMajor(actor, { ...body, ticket })),
});

export const end = operation({
  ...action,
  path: "/tickets/{reference}/no-longer-major",
  summary: { fr: "Dire qu’un incident n’est plus majeur", en: "Say that an incident is no longer major" },
  body: EndMajorInput.pick({ reason: true }),
  answer: TicketShape,
  run: async ({ actor, params: { reference: ticket }, body }) =>
    presentTicket(await endMajor(actor, { ...body, ticket })),
});

export const tell = operation({
  ...action,
  path: "/tickets/{reference}/communications",
  summary: {
    fr: "Écrire à tous ceux que touche un incident majeur : le même message sur chaque incident rattaché",
    en: "Write to all whom a major incident touches: the same message on each linked incident",
  },
  body: TellMajorInput.pick({ text: true }),
  answer: z
    .strictObject({
      message: z.guid(),
      reached: z.array(z.string()).meta({ description: "References of the incidents." }),
    })
    .meta({ id: "Communication" }),
  status: 201,
  run: async ({ actor, params: { reference: ticket }, body }) => {
    const { message, reached } = await tellMajor(actor, { ...body, ticket });
    return { message: message.id, reached };
  },
});
