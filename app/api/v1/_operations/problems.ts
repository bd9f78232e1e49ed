import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { CloseProblemInput, closeProblem } from "@/lib/problems/close-problem";
import { GatherIncidentsInput, gatherIncidents } from "@/lib/problems/gather-incidents";
import { listPublishedWorkarounds } from "@/lib/problems/known-error-queries";
import { RecordKnownErrorInput, recordKnownError } from "@/lib/problems/record-known-error";
import { phases } from "@/lib/tickets/ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { listOf, Moment, momentOrNull } from "./shapes";
import { presentStanding, presentTicket, TicketParams, TicketShape } from "./ticket-shape";

const tag = "problems";

const Incident = z
  .strictObject({ reference: z.string(), title: z.string(), phase: z.enum(phases) })
  .meta({ id: "GatheredIncident" });

type Gathered = z.input<typeof Incident>;
const presentIncident = ({ reference, title, phase }: Gathered) => ({ reference, title, phase });

export const gather = operation({
  method: "POST",
  path: "/tickets/{reference}/incidents",
  tag,
  summary: { fr: "Rattacher des incidents à un problème", en: "Gather incidents in a problem" },
  params: TicketParams,
  body: GatherIncidentsInput.omit({ problem: true }),
  answer: listOf(Incident),
  run: async ({ actor, params: { reference: problem }, body }) => ({
    items: (await gatherIncidents(actor, { ...body, problem })).map(presentIncident),
    after: null,
  }),
});

export const record = operation({
  method: "PUT",
  path: "/tickets/{reference}/known-error",
  tag,
  summary: {
    fr: "Noter le contournement d’un problème, publié ou non sur ses incidents",
    en: "Write down the workaround of a problem, published on its incidents or not",
  },
  params: TicketParams,
  body: RecordKnownErrorInput.omit({ ticket: true }),
  answer: z
    .strictObject({ workaround: z.string(), recordedAt: Moment, publishedAt: Moment.nullable() })
    .meta({ id: "KnownError" }),
  run: async ({ actor, params: { reference: ticket }, body }) => {
    const { workaround, recordedAt, publishedAt } = await recordKnownError(actor, { ...body, ticket });
    return { workaround, recordedAt: recordedAt.toISOString(), publishedAt: momentOrNull(publishedAt) };
  },
});

export const workarounds = operation({
  method: "GET",
  path: "/tickets/{reference}/workarounds",
  tag,
  summary: {
    fr: "Lire les contournements publiés pour un incident",
    en: "Read the workarounds published for an incident",
  },
  params: TicketParams,
  answer: listOf(z.strictObject({ workaround: z.string(), publishedAt: Moment }).meta({ id: "Workaround" })),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const found = await listPublishedWorkarounds(tx, await getTicket(tx, params.reference));
      const items = found.map(({ workaround, publishedAt }) => ({
        workaround,
        publishedAt: publishedAt.toISOString(),
      }));
      return { items, after: null };
    }),
});

export const close = operation({
  method: "POST",
  path: "/tickets/{reference}/close-problem",
  tag,
  summary: {
    fr: "Résoudre un problème et, d’un seul message, ceux de ses incidents que l’on nomme",
    en: "Resolve a problem and, with one message, those of its incidents that one names",
  },
  params: TicketParams,
  body: z.strictObject({
    solution: CloseProblemInput.shape.solution,
    incidents: CloseProblemInput.shape.incidents,
    message: CloseProblemInput.shape.message,
  }),
  answer: z.strictObject({ problem: TicketShape, incidents: z.array(Incident) }).meta({ id: "ClosedProblem" }),
  run: async ({ actor, params: { reference: problem }, body }) => {
    const closed = await closeProblem(actor, { ...body, problem });
    return { problem: presentTicket(closed.problem), incidents: closed.incidents.map(presentIncident) };
  },
  current: presentStanding,
});
