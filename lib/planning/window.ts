import { z } from "zod";
import { Invalid } from "@/lib/access/refusals";
import { LocalMoment, momentsOf, offsetAt, PlannedMoment } from "@/lib/calendar/local-moment";

/** A span of time, its end excluded. */
export interface Window {
  start: Date;
  end: Date;
}

/** Clocks on a wall, or moments with their offset. */
export const WindowInput = z.strictObject({ start: PlannedMoment, end: PlannedMoment });

/** What was understood of typed clocks, and which of them stand twice in that night: the first one is taken. */
export type ReadWindow = Window & { ambiguous: ("start" | "end")[] };

const longestDays = 366;

/**
 * Reads a window typed in the clocks of a zone. Throws Invalid: an end that does not come after its start, an hour over which clocks
 * jump in spring, a window longer than a year.
 */
export function readWindow(typed: z.infer<typeof WindowInput>, zone: string): ReadWindow {
  const [start, end] = [readMoment("start", typed.start, zone), readMoment("end", typed.end, zone)];
  if (end.at <= start.at) throw new Invalid("window-ends-before", "end");
  if (end.at.getTime() - start.at.getTime() > longestDays * 86_400_000)
    throw new Invalid("window-too-long", "end", { days: longestDays });
  const ambiguous = [start, end].filter((one) => one.twice).map((one) => one.field);
  return { start: start.at, end: end.at, ambiguous };
}

function readMoment(field: "start" | "end", text: string, zone: string) {
  if (!LocalMoment.safeParse(text).success) return { field, at: soundMoment(field, new Date(text)), twice: false };
  if (!isOnTheCalendar(text)) throw new Invalid("no-such-date", field);
  const [first, second] = momentsOf(text, zone);
  if (!first) throw new Invalid("no-such-hour", field, { hour: text.slice(11) });
  return { field, at: soundMoment(field, first), twice: second !== undefined };
}

/** Plans are of this century; what PostgreSQL or a calendar program cannot hold is refused before it is written. */
function soundMoment(field: "start" | "end", at: Date): Date {
  if (!isOfThisCentury(at)) throw new Invalid("no-such-date", field);
  return at;
}

function isOfThisCentury(at: Date): boolean {
  return at.getUTCFullYear() >= 2000 && at.getUTCFullYear() < 2100;
}

function isOnTheCalendar(text: string): boolean {
  const read = new Date(`${text}:00Z`);
  return isOfThisCentury(read) && read.toISOString().slice(0, 16) === text;
}

/** Whether clocks change between its start and its end: its hours are then not those that one counts on a wall. */
export function crossesChangeOfClocks({ start, end }: Window, zone: string): boolean {
  return offsetAt(start, zone) !== offsetAt(end, zone);
}

export function overlaps(one: Window, other: Window): boolean {
  return one.start < other.end && other.start < one.end;
}
