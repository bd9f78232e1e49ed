import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { Invalid } from "@/lib/access/refusals";
import { CalendarFilter, plannedKinds } from "@/lib/planning/calendar-filter";
import { type CalendarEntry, type CalendarFreeze, readCalendar } from "@/lib/planning/calendar-queries";
import { DeclareFreezeInput, declareFreeze } from "@/lib/planning/declare-freeze";
import { liftFreeze } from "@/lib/planning/lift-freeze";
import { PlannedWindow, planWindow } from "@/lib/planning/plan-window";
import { phases } from "@/lib/tickets/ticket";
import { Moment } from "./shapes";
import { presentStanding, TicketParams } from "./ticket-shape";

const tag = "calendar";

const EntryShape = z
  .strictObject({
    reference: z.string(),
    kind: z.enum(plannedKinds),
    title: z.string(),
    project: z.string(),
    workspace: z.string(),
    status: z.string(),
    phase: z.enum(phases),
    start: Moment,
    end: Moment,
    reason: z.string().nullable().meta({ description: "Why it stands within a freeze all the same." }),
    overlaps: z.array(z.string()).meta({ description: "Windows of the same project at the same time." }),
    freezes: z.array(z.guid()).meta({ description: "The freezes in which it stands." }),
  })
  .meta({ id: "CalendarEntry" });

const FreezeShape = z
  .strictObject({
    id: z.guid(),
    title: z.string(),
    workspace: z.string().nullable(),
    project: z.string().nullable().meta({ description: "Null: every project of the workspace." }),
    start: Moment,
    end: Moment,
  })
  .meta({ id: "Freeze" });

const longestDays = 367;
const At = z.iso.datetime({ offset: true });

export const read = operation({
  method: "GET",
  path: "/calendar",
  tag,
  summary: {
    fr: "Lire ce qui est prévu sur une durée, un an au plus, parmi ce que l’on peut lire",
    en: "Read what is planned in a span, a year at most, among what one may read",
  },
  query: CalendarFilter.extend({ from: At, to: At }),
  answer: z.strictObject({ entries: z.array(EntryShape), freezes: z.array(FreezeShape) }),
  run: ({ actor, query: { from, to, ...filter } }) =>
    actor.transaction(async (tx) => {
      const calendar = await readCalendar(tx, readSpan(from, to), filter);
      return { entries: calendar.entries.map(presentEntry), freezes: calendar.freezes.map(presentFreeze) };
    }),
});

export const plan = operation({
  method: "PUT",
  path: "/tickets/{reference}/window",
  tag,
  summary: {
    fr: "Prévoir la fenêtre d’un changement ou d’une mise en production, ou la retirer",
    en: "Plan the window of a change or a release, or withdraw it",
  },
  params: TicketParams,
  body: PlannedWindow,
  answer: z
    .strictObject({
      reference: z.string(),
      version: z.int().min(1),
      start: Moment.nullable(),
      end: Moment.nullable(),
      reason: z.string().nullable(),
      ambiguous: z
        .array(z.enum(["start", "end"]))
        .meta({ description: "Hours that come twice that night: the first one was taken." }),
      overlaps: z.array(z.string()),
    })
    .meta({ id: "PlannedWindow" }),
  run: async ({ actor, params, body }) => {
    const planned = await planWindow(actor, { ...body, ticket: params.reference });
    const { ticket, window, ambiguous, overlapping } = planned;
    return {
      ...{ reference: ticket.reference, version: ticket.version, ambiguous, overlaps: overlapping },
      start: window?.start.toISOString() ?? null,
      end: window?.end.toISOString() ?? null,
      reason: window?.reason ?? null,
    };
  },
  current: presentStanding,
});

export const declare = operation({
  method: "POST",
  path: "/freezes",
  tag,
  summary: { fr: "Déclarer un gel", en: "Declare a freeze" },
  body: DeclareFreezeInput,
  answer: FreezeShape,
  status: 201,
  run: async ({ actor, body }) => {
    const { start, end, ...freeze } = await declareFreeze(actor, body);
    return { ...freeze, start: start.toISOString(), end: end.toISOString() };
  },
});

export const lift = operation({
  method: "DELETE",
  path: "/freezes/{id}",
  tag,
  summary: { fr: "Lever un gel", en: "Lift a freeze" },
  params: z.strictObject({ id: z.uuid() }),
  run: async ({ actor, params: { id } }) => void (await liftFreeze(actor, { freeze: id })),
});

function readSpan(from: string, to: string) {
  const [start, end] = [new Date(from), new Date(to)];
  if (end <= start) throw new Invalid("window-ends-before", "to");
  if (end.getTime() - start.getTime() > longestDays * 86_400_000)
    throw new Invalid("window-too-long", "to", { days: longestDays });
  if (start.getUTCFullYear() < 2000 || end.getUTCFullYear() > 2100) throw new Invalid("no-such-date", "from");
  return { start, end };
}

function presentEntry(entry: CalendarEntry): z.input<typeof EntryShape> {
  const { reference, title, phase, reason } = entry;
  return {
    ...{ reference, title, phase, reason },
    kind: entry.kind as "change",
    project: entry.projectKey,
    workspace: entry.workspaceKey,
    status: entry.statusCode,
    start: entry.start.toISOString(),
    end: entry.end.toISOString(),
    overlaps: entry.overlapping.map((other) => other.reference),
    freezes: entry.freezes.map(({ id }) => id),
  };
}

function presentFreeze(freeze: CalendarFreeze): z.input<typeof FreezeShape> {
  const { id, title, start, end } = freeze;
  return {
    ...{ id, title, workspace: freeze.workspaceKey, project: freeze.projectKey },
    ...{ start: start.toISOString(), end: end.toISOString() },
  };
}
