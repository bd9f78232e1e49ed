// The figures, one definition each: docs/figures.md says them in words, lib/tickets/ticket-facts.ts holds the facts that they count.

/** What is read at once to give some figures: one query, over the moments of one fact. */
export const measures = ["opened", "answered", "resolved", "closed", "reopened", "backlog", "time"] as const;
export type Measure = (typeof measures)[number];

type Unit = "count" | "seconds";

interface Definition {
  unit: Unit;
  measure: Measure;
  /** The name of the value in that query's answer. */
  of: string;
}

const count = (measure: Measure): Definition => ({ unit: "count", measure, of: "count" });
const seconds = (measure: Measure, of: string): Definition => ({ unit: "seconds", measure, of });

export const definitions = {
  opened: count("opened"),
  answered: count("answered"),
  resolved: count("resolved"),
  closed: count("closed"),
  reopened: count("reopened"),
  backlog: count("backlog"),
  ageMedian: seconds("backlog", "median"),
  ageP90: seconds("backlog", "p90"),
  ageMean: seconds("backlog", "mean"),
  answerMedian: seconds("answered", "median"),
  answerP90: seconds("answered", "p90"),
  answerMean: seconds("answered", "mean"),
  answerNetMedian: seconds("answered", "netMedian"),
  answerNetP90: seconds("answered", "netP90"),
  answerNetMean: seconds("answered", "netMean"),
  resolutionMedian: seconds("resolved", "median"),
  resolutionP90: seconds("resolved", "p90"),
  resolutionMean: seconds("resolved", "mean"),
  resolutionNetMedian: seconds("resolved", "netMedian"),
  resolutionNetP90: seconds("resolved", "netP90"),
  resolutionNetMean: seconds("resolved", "netMean"),
  accountedTime: seconds("time", "accounted"),
  realTime: seconds("time", "real"),
} satisfies Record<string, Definition>;

export type FigureName = keyof typeof definitions;
export const figureNames = Object.keys(definitions) as FigureName[];

export const unitOf = (name: FigureName): Unit => definitions[name].unit;

/** Zero where nothing happened; a delay of nothing is no delay at all. */
export const emptyValue = (name: FigureName) => (unitOf(name) === "count" || isTime(name) ? 0 : null);

/** Those that whoever may not read time does not know of. */
export const isTime = (name: FigureName) => definitions[name].measure === "time";

/** What lists the tickets behind a figure: the value of the list's filter `counted`. */
export function countableOf(name: FigureName) {
  const { measure } = definitions[name];
  return measure === "time" ? "timed" : measure;
}
