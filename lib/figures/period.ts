import { addDays, type Day, dayOf, weekdayOf } from "@/lib/calendar/local-moment";
import { figuresZone } from "@/lib/tickets/ticket-facts";

export const steps = ["day", "week", "month", "year"] as const;
export type Step = (typeof steps)[number];

/** Steps of one answer: days of more than ten years. */
export const mostSteps = 4_000;

/** Days of Europe/Paris, both included. */
export interface Period {
  from: Day;
  to: Day;
}

/** The last twelve months, the one that is going on included. */
export function usualPeriod(now = new Date()): Period {
  const to = dayOf(now, figuresZone);
  return { from: addMonths(beginningOfStep(to, "month"), -11), to };
}

/** The first day of what `step` holds that day: weeks begin on Monday. */
export function beginningOfStep(day: Day, step: Step): Day {
  if (step === "week") return addDays(day, 1 - weekdayOf(day));
  return { day, month: `${day.slice(0, 7)}-01`, year: `${day.slice(0, 4)}-01-01` }[step];
}

/** The last day of it. */
export function endOfStep(first: Day, step: Step): Day {
  if (step === "day") return first;
  if (step === "week") return addDays(first, 6);
  return addDays(addMonths(first, step === "month" ? 1 : 12), -1);
}

/** The first days of all that a period touches; the first and the last may be only partly in it. */
export function listSteps({ from, to }: Period, step: Step, most: number): Day[] {
  const found: Day[] = [];
  for (let day = beginningOfStep(from, step); day <= to && found.length <= most; day = addDays(endOfStep(day, step), 1))
    found.push(day);
  return found;
}

/** The days of a step that are in the period. */
export function withinStep(first: Day, step: Step, { from, to }: Period): Period {
  const last = endOfStep(first, step);
  return { from: first < from ? from : first, to: last > to ? to : last };
}

/** What comes just before, as long: as many months for whole months, as many days otherwise. */
export function previousPeriod({ from, to }: Period): Period {
  const before = addDays(from, -1);
  const next = addDays(to, 1);
  if (!from.endsWith("-01") || !next.endsWith("-01")) return { from: addDays(from, -daysOf({ from, to })), to: before };
  const months =
    (Number(next.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(next.slice(5, 7)) - Number(from.slice(5, 7));
  return { from: addMonths(from, -months), to: before };
}

export function daysOf({ from, to }: Period): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1;
}

/** Of the first day of a month. */
export function addMonths(first: Day, months: number): Day {
  const moved = new Date(`${first}T00:00:00Z`);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved.toISOString().slice(0, 10);
}
