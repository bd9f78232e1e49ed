import { z } from "zod";

/** A day of somebody's calendar: `2026-11-23`. */
export type Day = string;

/** `2026-11-23T14:30`, as clocks show it in some zone; seconds are refused, they mean nothing in a plan. */
export const LocalMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

/** A local moment, or a moment of any clock with its offset: `2026-11-23T14:30+01:00`. */
export const PlannedMoment = z.union([LocalMoment, z.iso.datetime({ offset: true })]);

/** What a local moment is on the line of time: none (clocks jumped over it), one, or two (they came back to it). */
export function momentsOf(local: string, zone: string): Date[] {
  const asIfUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asIfUtc)) return [];
  // No zone is further than a day from UTC, and none changes twice in two days.
  const offsets = new Set([-day, day].map((away) => offsetAt(new Date(asIfUtc + away), zone)));
  return [...offsets]
    .map((offset) => new Date(asIfUtc - offset))
    .filter((moment) => localOf(moment, zone) === local)
    .sort((a, b) => a.getTime() - b.getTime());
}

/** What clocks of the zone show then: `2026-11-23T14:30`. */
export function localOf(moment: Date, zone: string): string {
  return new Date(moment.getTime() + offsetAt(moment, zone)).toISOString().slice(0, 16);
}

/** The day on which a moment falls in the zone. */
export function dayOf(moment: Date, zone: string): Day {
  return localOf(moment, zone).slice(0, 10);
}

/** When a day begins in the zone: at midnight, or after it where clocks jump over midnight. */
export function beginningOf(of: Day, zone: string): Date {
  const [first] = momentsOf(`${of}T00:00`, zone);
  if (first) return first;
  const before = momentsOf(`${addDays(of, -1)}T12:00`, zone)[0]!;
  let moment = new Date(before.getTime() + 11 * hour);
  while (dayOf(moment, zone) < of) moment = new Date(moment.getTime() + hour / 4);
  return moment;
}

/** The day so many days later (or earlier); days have no zone and no clock. */
export function addDays(to: Day, days: number): Day {
  const moved = new Date(`${to}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** From 1 (Monday) to 7, as ISO 8601 counts. */
export function weekdayOf(of: Day): number {
  return new Date(`${of}T00:00:00Z`).getUTCDay() || 7;
}

/** How far the zone's clocks are ahead of UTC then, in milliseconds. */
export function offsetAt(moment: Date, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year, month, day: date, hour: hours, minute, second } = parts as Record<string, number>;
  const shown = Date.UTC(year!, month! - 1, date!, hours!, minute!, second!);
  return shown - Math.floor(moment.getTime() / 1000) * 1000;
}

const hour = 3_600_000;
const day = 24 * hour;
const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs a hundred times more than using it, and a month asks for hundreds.
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}
