import { Invalid } from "@/lib/access/refusals";
import { definitions, emptyValue, type FigureName, type Measure } from "./definitions";
import type { Line } from "./measure-queries";

interface Row {
  step: string | null;
  keys: (string | null)[];
  values: (number | null)[];
}

/** Rows of one answer: the days of a year by category fit many times. */
export const mostRows = 100_000;

/** One text for some keys, whatever they hold. */
export const keyOf = (keys: (string | null)[]) => JSON.stringify(keys);

/**
 * The lines of all measures as rows: one for each step and each combination of keys that was seen, empty ones included.
 * Throws Invalid when they are too many to be read by anybody.
 */
export function fillTable(
  lines: Map<Measure, Line[]>,
  { figures, steps, keyed }: { figures: FigureName[]; steps: (string | null)[]; keyed: boolean },
): { rows: Row[]; total: (number | null)[] } {
  const found = new Map<string, Line["values"]>();
  const seen = new Map<string, (string | null)[]>(keyed ? [] : [[keyOf([]), []]]);
  const totals = new Map<Measure, Line["values"]>();
  for (const [measure, read] of lines)
    for (const { total, step, keys, values } of read) {
      if (total) totals.set(measure, values);
      else {
        seen.set(keyOf(keys), keys);
        found.set(`${measure} ${step} ${keyOf(keys)}`, values);
      }
    }
  if (seen.size * steps.length > mostRows) throw new Invalid("too-many-figures", "by");
  const total = valuesOf(figures, (measure) => totals.get(measure));
  if (!keyed && steps[0] === null) return { rows: [{ step: null, keys: [], values: total }], total };
  const rows = steps.flatMap((step) =>
    [...seen.values()].map((keys) => ({
      step,
      keys,
      values: valuesOf(figures, (measure) => found.get(`${measure} ${step} ${keyOf(keys)}`)),
    })),
  );
  return { rows, total };
}

function valuesOf(figures: FigureName[], of: (measure: Measure) => Line["values"] | undefined): (number | null)[] {
  return figures.map((name) => {
    const { measure, of: value } = definitions[name];
    const read = of(measure);
    // The backlog of what has not come yet is not known: it is not zero.
    if (read && measure === "backlog") return read[value] ?? null;
    return read?.[value] ?? emptyValue(name);
  });
}
