import type { z } from "zod";
import { type FigureName, figureNames } from "@/lib/figures/definitions";
import { daysOf, type Period, type Step } from "@/lib/figures/period";
import { type Dimension, dimensions, periodOf, StatisticsQuestion } from "@/lib/figures/question";

export const statisticsPath = "/statistics";

type Query = Record<string, string>;
type Asked = Record<string, string | string[] | undefined>;

/** What the address of the page asks: rows, perhaps series, one figure to look at, and a question for the statistics. */
export interface Address {
  query: Query;
  /** Names that were not understood: said, never a broken page. */
  unknown: string[];
  period: Period;
  group: Dimension | null;
  series: Dimension | "time" | null;
  figure: FigureName;
  question: StatisticsQuestion;
  more: boolean;
}

const own: Record<string, (text: string) => boolean> = {
  group: isDimension,
  series: (text) => text === "time" || isDimension(text),
  figure: (text) => figureNames.some((name) => name === text),
};

export function readAddress(asked: Asked): Address {
  const query: Query = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(asked)) {
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    if (text === "" || ["more", "_rsc"].includes(name)) continue;
    if (isSound(name, text)) query[name] = text;
    else unknown.push(name.slice(0, 40));
  }
  if (query.from && query.to && query.from > query.to) {
    unknown.push("to");
    delete query.to;
  }
  const period = periodOf(query);
  const group = (query.group as Dimension | undefined) ?? null;
  const series = group && query.series && query.series !== group ? (query.series as Dimension | "time") : null;
  const question = StatisticsQuestion.parse({ ...filtersOf(query), ...gathered({ query, period, group, series }) });
  const figure = (query.figure as FigureName | undefined) ?? "opened";
  return { query, unknown, period, group, series, figure, question, more: asked.more === "1" };
}

function isSound(name: string, text: string): boolean {
  if (own[name]) return own[name](text);
  if (name.startsWith("field."))
    return StatisticsQuestion.shape.field.safeParse({ [name.slice("field.".length)]: text }).success;
  if (name === "field" || name === "figures" || !Object.hasOwn(StatisticsQuestion.shape, name)) return false;
  return StatisticsQuestion.shape[name as keyof StatisticsQuestion].safeParse(text).success;
}

function isDimension(text: string): boolean {
  return dimensions.some((name) => name === text);
}

/** Time alone, one grouping, or two: three at once would be read by nobody. */
function gathered({ query, period, group, series }: Pick<Address, "query" | "period" | "group" | "series">) {
  const by = (query.by as Step | undefined) ?? usualStep(period);
  if (!group) return { ...period, by };
  if (series === "time") return { ...period, by, group: [group] };
  return { ...period, group: series ? [group, series] : [group] };
}

/** As many steps as one sees at a glance. */
function usualStep(period: Period): Step {
  const days = daysOf(period);
  return days <= 45 ? "day" : days <= 190 ? "week" : days <= 1_200 ? "month" : "year";
}

const gathering = ["from", "to", "by", "group", "series", "figure"];

/** The filters of the tickets, as the question takes them. */
function filtersOf(query: Query): z.input<typeof StatisticsQuestion> {
  const field = Object.entries(query)
    .filter(([name]) => name.startsWith("field."))
    .map(([name, value]) => [name.slice("field.".length), value] as const);
  const others = Object.entries(query).filter(([name]) => !gathering.includes(name) && !name.startsWith("field."));
  return { ...Object.fromEntries(others), ...(field.length > 0 && { field: Object.fromEntries(field) }) };
}

/** The names of an address that filter tickets: the list of tickets knows the same ones. */
export function filterEntries(query: Query): [string, string][] {
  return Object.entries(query).filter(([name]) => !gathering.includes(name));
}

/** The question in an address, for the API and for exports. */
export function questionQuery({ query, question, period }: Address): string {
  const { by, group } = question;
  return textOf({
    ...period,
    ...(by && { by }),
    ...(group.length > 0 && { group: group.join(",") }),
    ...Object.fromEntries(filterEntries(query)),
  });
}

/** The same page with these changes; an empty value takes a name away. */
export function addressOf(query: Query, changes: Query = {}): string {
  const words = textOf(
    Object.fromEntries(Object.entries({ ...query, ...changes }).filter(([, value]) => value !== "")),
  );
  return words ? `${statisticsPath}?${words}` : statisticsPath;
}

/** Commas are common in these addresses and mean nothing to a query: readable is better. */
const textOf = (values: Query) => new URLSearchParams(values).toString().replaceAll("%2C", ",");
