import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { addTime } from "@/lib/timesheets/add-time";
import { correctTime } from "@/lib/timesheets/correct-time";
import { removeTime } from "@/lib/timesheets/remove-time";
import { TimeFacts } from "@/lib/timesheets/time";
import { ensureReadsTime, type ListedTime, listTime } from "@/lib/timesheets/time-queries";
import { listOf, Person, presentPerson } from "./shapes";
import { TicketParams } from "./ticket-shape";

const tag = "time";

const TimeShape = z
  .strictObject({
    id: z.guid(),
    person: Person.nullable(),
    spentOn: z.iso.date(),
    accountedMinutes: z.int(),
    realMinutes: z.int().optional().meta({ description: "Absent for who may not read real time." }),
    description: z.string(),
  })
  .meta({ id: "Time" });

const EntryParams = TicketParams.extend({ entry: z.guid() });

export const list = operation({
  method: "GET",
  path: "/tickets/{reference}/time",
  tag,
  summary: {
    fr: "Lire le temps passé sur une fiche ; n’existe pas pour qui n’en a pas le droit",
    en: "Read the time spent on a ticket; it does not exist for who has no right to it",
  },
  params: TicketParams,
  answer: listOf(TimeShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const ticket = await getTicket(tx, params.reference);
      await ensureReadsTime(tx, ticket);
      return { items: (await listTime(tx, ticket)).map(presentTime), after: null };
    }),
});

export const add = operation({
  method: "POST",
  path: "/tickets/{reference}/time",
  tag,
  summary: { fr: "Noter son temps sur une fiche, en minutes", en: "Write down one’s time on a ticket, in minutes" },
  params: TicketParams,
  body: TimeFacts,
  answer: TimeShape,
  status: 201,
  run: async ({ actor, params: { reference: ticket }, body }) => presentTime(await addTime(actor, { ...body, ticket })),
});

export const correct = operation({
  method: "PUT",
  path: "/tickets/{reference}/time/{entry}",
  tag,
  summary: {
    fr: "Corriger un temps : une autre ligne prend sa place",
    en: "Correct an entry: another line takes its place",
  },
  params: EntryParams,
  body: TimeFacts,
  answer: TimeShape,
  run: async ({ actor, params: { reference: ticket, entry }, body }) =>
    presentTime(await correctTime(actor, { ...body, ticket, entry })),
});

export const remove = operation({
  method: "DELETE",
  path: "/tickets/{reference}/time/{entry}",
  tag,
  summary: { fr: "Retirer un temps", en: "Remove an entry" },
  params: EntryParams,
  run: ({ actor, params: { reference: ticket, entry } }) => removeTime(actor, { ticket, entry }),
});

function presentTime(time: ListedTime): z.input<typeof TimeShape> {
  const { id, spentOn, accountedMinutes, realMinutes, description } = time;
  const person = presentPerson(time.personName, time.personMail);
  return { id, person, spentOn, accountedMinutes, ...(realMinutes === null ? {} : { realMinutes }), description };
}
