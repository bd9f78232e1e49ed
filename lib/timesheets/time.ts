import { z } from "zod";
import { TicketReference } from "@/lib/tickets/ticket";

/** Minutes of one entry: up to a day. */
const Minutes = z.int().min(1).max(1440);

/** A day on which time was spent. */
const SpentOn = z.iso.date().refine((day) => day >= "2000-01-01" && day <= "2999-12-31", {
  params: { code: "too-early" },
});

export const TimeFacts = z.strictObject({
  spentOn: SpentOn,
  /** What the beneficiary is told: accounted time may be 0 where nothing is. */
  accountedMinutes: z.int().min(0).max(1440),
  /** What it really took; for those who may read it. */
  realMinutes: Minutes.optional(),
  description: z.string().trim().max(500).default(""),
});

export const TimeOf = z.strictObject({ ticket: TicketReference, entry: z.guid() });

/** `1h30`, `1 h 30`, `1:30`, `1,5 h` or `90`, as minutes; NaN for anything else. */
export function minutesOf(text: string): number {
  const written = text.replace(/\s/gu, "").toLowerCase();
  const clock = /^(\d{1,2})[h:](\d{2})(?:min|mn|m)?$/.exec(written);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const hours = /^(\d{1,2}(?:[.,]\d{1,2})?)h$/.exec(written);
  if (hours) return Math.round(Number(hours[1]!.replace(",", ".")) * 60);
  const minutes = /^(\d{1,4})(?:min|mn|m)?$/.exec(written);
  return minutes ? Number(minutes[1]) : Number.NaN;
}

/** `1 h 30`, `45 min`, as hours and minutes are read in both languages. */
export function durationOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")}`;
}
