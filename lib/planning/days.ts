import { addDays, beginningOf, type Day, dayOf, weekdayOf } from "@/lib/calendar/local-moment";
import type { Window } from "./window";

/** How a calendar is cut; a list shows a month, as the month does. */
export const calendarViews = ["month", "week", "list"] as const;
export type CalendarView = (typeof calendarViews)[number];

export interface Pages {
  /** The days drawn, whole weeks in a month. */
  days: Day[];
  /** The first and last day of the month or of the week itself. */
  first: Day;
  last: Day;
  previous: Day;
  next: Day;
}

/** The days that a view shows around one of them. */
export function pagesOf(view: CalendarView, day: Day): Pages {
  return view === "week" ? weekOf(day) : monthOf(view, day);
}

function weekOf(day: Day): Pages {
  const first = addDays(day, 1 - weekdayOf(day));
  return {
    days: daysFrom(first, 7),
    first,
    last: addDays(first, 6),
    previous: addDays(first, -7),
    next: addDays(first, 7),
  };
}

function monthOf(view: CalendarView, day: Day): Pages {
  const first = `${day.slice(0, 8)}01`;
  const next = `${addDays(first, 31).slice(0, 8)}01`;
  const last = addDays(next, -1);
  const previous = `${addDays(first, -1).slice(0, 8)}01`;
  const length = Number(last.slice(8));
  if (view === "list") return { days: daysFrom(first, length), first, last, previous, next };
  const lead = weekdayOf(first) - 1;
  const weeks = Math.ceil((lead + length) / 7);
  return { days: daysFrom(addDays(first, -lead), weeks * 7), first, last, previous, next };
}

function daysFrom(first: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** The moments between which these days stand in a zone; a day may have 23 or 25 hours. */
export function spanOf(days: Day[], zone: string): Window {
  return { start: beginningOf(days[0]!, zone), end: beginningOf(addDays(days.at(-1)!, 1), zone) };
}

/** Which of the days each window touches; one that ends at midnight does not touch the day that begins. */
export function byDay<One extends Window>(days: Day[], windows: One[], zone: string): Map<Day, One[]> {
  const found = new Map<Day, One[]>(days.map((day) => [day, []]));
  for (const one of windows) {
    const first = dayOf(one.start, zone);
    const last = dayOf(new Date(one.end.getTime() - 1), zone);
    for (const day of days) if (day >= first && day <= last) found.get(day)!.push(one);
  }
  return found;
}
