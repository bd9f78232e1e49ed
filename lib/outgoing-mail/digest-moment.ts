/** The last moment, not after `now`, at which clocks of the zone showed `hour` o'clock (the next hour that exists, where summer time skips it). */
export function digestMoment(now: Date, timeZone: string, hour: number): Date {
  const today = wallClock(now, timeZone);
  for (const daysBefore of [0, 1, 2]) {
    const moment = momentOf(today.year, today.month, today.day - daysBefore, hour, timeZone);
    if (moment <= now) return moment;
  }
  return now;
}

function momentOf(year: number, month: number, day: number, hour: number, timeZone: string): Date {
  const wished = Date.UTC(year, month - 1, day, hour);
  // The zone's distance from UTC may not be the same before and after the change of clocks that the first guess crosses.
  const guess = wished - distance(new Date(wished), timeZone);
  return new Date(wished - distance(new Date(guess), timeZone));
}

/** By how many milliseconds the zone's clocks are ahead of UTC at that moment. */
function distance(at: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

type Part = "year" | "month" | "day" | "hour" | "minute" | "second";

function wallClock(at: Date, timeZone: string): Record<Part, number> {
  const parts = clockOf(timeZone).formatToParts(at);
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)])) as Record<Part, number>;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const kept = clocks.get(timeZone);
  if (kept) return kept;
  const two = "2-digit" as const;
  const made = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: two, day: two, hour: two, minute: two, second: two },
  });
  clocks.set(timeZone, made);
  return made;
}
