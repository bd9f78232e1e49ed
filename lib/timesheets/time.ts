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
