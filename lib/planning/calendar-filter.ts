import { z } from "zod";

/** The kinds of tickets that are planned. */
export const plannedKinds = ["change", "release"] as const;

const listOf = <T extends z.ZodType<unknown, string>>(one: T) =>
  z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(one).max(50))
    .optional();

/** The filters of the calendar, as its page's address and the API carry them. */
export const CalendarFilter = z.strictObject({
  workspace: listOf(z.string().max(60)),
  project: listOf(z.string().max(60)),
  kind: listOf(z.enum(plannedKinds) as unknown as z.ZodType<(typeof plannedKinds)[number], string>),
});

export type CalendarFilter = z.output<typeof CalendarFilter>;
