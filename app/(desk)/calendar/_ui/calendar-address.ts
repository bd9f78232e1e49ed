import { type Day, dayOf } from "@/lib/calendar/local-moment";
import { CalendarFilter } from "@/lib/planning/calendar-filter";
import { type CalendarView, calendarViews, pagesOf } from "@/lib/planning/days";

type Query = Record<string, string>;
type Asked = Record<string, string | string[] | undefined>;

export const calendarPath = "/calendar";

export type CalendarAddress = ReturnType<typeof readAddress>;

/** What the address of the calendar asks: what cannot be understood is left out and named, never a broken page. */
export function readAddress(asked: Asked, zone: string) {
  const query: Query = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(asked)) {
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    if (text === "" || name === "_rsc") continue;
    if (isSound(name, text)) query[name] = text;
    else unknown.push(name.slice(0, 40));
  }
  const { view: viewed, day: shown, ...filters } = query;
  const view = (viewed ?? "month") as CalendarView;
  const today = dayOf(new Date(), zone);
  const day = shown ?? today;
  return { query, view, day, today, pages: pagesOf(view, day), filter: CalendarFilter.parse(filters), unknown };
}

function isSound(name: string, text: string): boolean {
  if (name === "view") return (calendarViews as readonly string[]).includes(text);
  if (name === "day") return isDay(text);
  return (
    Object.hasOwn(CalendarFilter.shape, name) &&
    CalendarFilter.shape[name as keyof CalendarFilter].safeParse(text).success
  );
}

/** Years far from ours have no calendar worth drawing. */
function isDay(text: string): text is Day {
  const read = new Date(`${text}T00:00:00Z`);
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === text;
}

/** The same calendar with these changes; an empty value takes a name away. */
export function addressOf(query: Query, changes: Query = {}): string {
  const words = new URLSearchParams(
    Object.entries({ ...query, ...changes }).filter(([, value]) => value !== ""),
  ).toString();
  return words ? `${calendarPath}?${words.replaceAll("%2C", ",")}` : calendarPath;
}
