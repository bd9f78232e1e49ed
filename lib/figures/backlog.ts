import { addDays, beginningOf } from "@/lib/calendar/local-moment";
import { figuresZone } from "@/lib/tickets/ticket-facts";
import type { Line } from "./measure-queries";
import { listSteps, type Period, type Step, withinStep } from "./period";
import { keyOf } from "./table";

/**
 * The backlog at the end of each step and the mean age it has then: what it was when the period began, with what entered it and
 * left it since. Unknown for steps that have not begun. A test holds it against the direct count.
 */
export function runBacklog(before: Line[], flows: Line[], period: Period, step: Step, now = new Date()): Line[] {
  const running = new Map<string, { keys: Line["keys"]; count: number; opened: number }>();
  const of = ({ keys }: Line) => {
    const known = running.get(keyOf(keys)) ?? { keys, count: 0, opened: 0 };
    running.set(keyOf(keys), known);
    return known;
  };
  const add = (line: Line) => {
    const sum = of(line);
    sum.count += line.values.count ?? 0;
    sum.opened += line.values.opened ?? 0;
  };
  for (const line of before) add(line);
  const flowsOf = Map.groupBy(flows, (line) => line.step);
  for (const line of flows) of(line);
  const lines: Line[] = [];
  for (const first of listSteps(period, step, Number.POSITIVE_INFINITY)) {
    for (const line of flowsOf.get(first) ?? []) add(line);
    const within = withinStep(first, step, period);
    const begun = beginningOf(within.from, figuresZone) <= now;
    const end = Math.min(beginningOf(addDays(within.to, 1), figuresZone).getTime(), now.getTime()) / 1000;
    for (const { keys, count, opened } of running.values())
      lines.push({
        total: false,
        step: first,
        keys,
        values: begun ? { count, mean: count > 0 ? end - opened / count : null } : {},
      });
  }
  return lines;
}
