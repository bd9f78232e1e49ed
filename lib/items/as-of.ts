import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

const Day = z.iso.date().refine((text) => text >= "1900-01-01", { params: { code: "too-early" } });

/** A moment (RFC 3339), or a day, which stands for its end. */
export const AsOf = z.union([Day, z.iso.datetime({ offset: true })]);

/** The same as a moment of PostgreSQL; a day is one of the calendar of `timeZone`. */
export function momentOf(at: z.output<typeof AsOf>, timeZone: string): SQL {
  return Day.safeParse(at).success
    ? sql`((${at}::date + 1)::timestamp at time zone ${timeZone} - interval '1 microsecond')`
    : sql`${at}::timestamptz`;
}
