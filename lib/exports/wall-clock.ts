import { offsetAt } from "@/lib/calendar/local-moment";

const quarter = 900_000;
const mostKept = 100_000;

/**
 * What clocks of the zone show, in milliseconds as if it were UTC. Asking for an offset is slow, and clocks only change at quarters of an
 * hour: each quarter is asked once.
 */
export function wallClock(timeZone: string): (moment: Date) => number {
  const offsets = new Map<number, number>();
  return (moment) => {
    const time = moment.getTime();
    const place = Math.floor(time / quarter);
    let offset = offsets.get(place);
    if (offset === undefined) {
      if (offsets.size > mostKept) offsets.clear();
      offset = offsetAt(moment, timeZone);
      offsets.set(place, offset);
    }
    return time + offset;
  };
}
