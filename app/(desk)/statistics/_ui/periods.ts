import { addDays, dayOf } from "@/lib/calendar/local-moment";
import { addMonths, beginningOfStep, endOfStep, type Period, usualPeriod } from "@/lib/figures/period";
import { figuresZone } from "@/lib/tickets/ticket-facts";

const names = ["year12", "days30", "thisMonth", "lastMonth", "thisYear", "lastYear"] as const;

/** The periods that are asked every day, as they are today. */
export function periods(now = new Date()): (Period & { name: (typeof names)[number] })[] {
  const today = dayOf(now, figuresZone);
  const month = beginningOfStep(today, "month");
  const year = beginningOfStep(today, "year");
  const of: Record<(typeof names)[number], Period> = {
    year12: usualPeriod(now),
    days30: { from: addDays(today, -29), to: today },
    thisMonth: { from: month, to: endOfStep(month, "month") },
    lastMonth: { from: addMonths(month, -1), to: addDays(month, -1) },
    thisYear: { from: year, to: endOfStep(year, "year") },
    lastYear: { from: addMonths(year, -12), to: addDays(year, -1) },
  };
  return names.map((name) => ({ name, ...of[name] }));
}
