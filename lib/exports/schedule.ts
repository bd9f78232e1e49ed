import { z } from "zod";
import type { exportSchedule } from "@/db/schema";
import { addDays, beginningOf, dayOf, momentsOf, weekdayOf } from "@/lib/calendar/local-moment";
import { ExportInput } from "./export";

export const rhythms = ["day", "week", "month"] as const;
export type Rhythm = (typeof rhythms)[number];

/** An export made again and again: each day, on a weekday (1 is Monday) or on a day of the month, at an hour of its owner's clocks. */
export const ScheduleInput = ExportInput.extend({
  name: z.string().trim().min(1).max(120),
  every: z.enum(rhythms),
  day: z.coerce.number().int().min(1).max(28).optional(),
  hour: z.coerce.number().int().min(0).max(23),
  attached: z.boolean().default(false),
}).superRefine(({ every, day }, context) => {
  const most = { day: 0, week: 7, month: 28 }[every];
  if (every !== "day" && day === undefined)
    context.addIssue({ code: "custom", path: ["day"], params: { code: "required" } });
  else if (day !== undefined && every !== "day" && day > most)
    context.addIssue({ code: "custom", path: ["day"], params: { code: "too-big", details: { most } } });
});

export type ExportSchedule = typeof exportSchedule.$inferSelect;

/** Regular exports that somebody may have. */
export const mostSchedules = 20;

/** A month and a day more: no rhythm is longer. */
const furthest = 32;

/** The first moment of the rhythm after this one; where clocks jump over its hour, as the day's next hour begins. */
export function nextMoment(
  { every, day, hour }: Pick<ExportSchedule, "every" | "day" | "hour">,
  after: Date,
  zone: string,
): Date {
  const first = dayOf(after, zone);
  for (let away = 0; away <= furthest; away++) {
    const date = addDays(first, away);
    if (every === "week" && weekdayOf(date) !== day) continue;
    if (every === "month" && Number(date.slice(8)) !== day) continue;
    const moment = momentOf(date, hour, zone);
    if (moment > after) return moment;
  }
  throw new Error(`No moment of ${every} ${day} ${hour} within ${furthest} days.`);
}

function momentOf(date: string, hour: number, zone: string): Date {
  const local = (hours: number) => `${date}T${String(hours).padStart(2, "0")}:00`;
  return momentsOf(local(hour), zone)[0] ?? momentsOf(local(hour + 1), zone)[0] ?? beginningOf(date, zone);
}
