import { z } from "zod";
import { Invalid } from "@/lib/access/refusals";
import { day, TicketFilter } from "@/lib/tickets/ticket-filter";
import { type FigureName, figureNames } from "./definitions";
import { type Period, steps, usualPeriod } from "./period";

/** By what tickets can be gathered, besides time. */
export const dimensions = [
  "kind",
  "category",
  "status",
  "priority",
  "project",
  "workspace",
  "channel",
  "initiator",
  "assignee",
  "item",
  "site",
] as const;
export type Dimension = (typeof dimensions)[number];

const listOf = <T extends string>(names: readonly T[], most: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [
      ...new Set(
        [given]
          .flat()
          .flatMap((text) => text.split(","))
          .filter(Boolean),
      ),
    ])
    .pipe(z.array(z.enum(names as [T, ...T[]])).max(most));

const { sort: _, direction: __, counted: ___, countedFrom: ____, countedTo: _____, ...filters } = TicketFilter.shape;

/** What is asked of the statistics, in an address: the period, how it is gathered, and the filters of the list of tickets. */
export const StatisticsQuestion = z.strictObject({
  /** The last twelve months when it is not said. */
  from: day.optional(),
  to: day.optional(),
  by: z.enum(steps).optional(),
  group: listOf(dimensions, 3).default([]),
  /** All of them when none is named. */
  figures: listOf(figureNames as [FigureName, ...FigureName[]], figureNames.length).default([]),
  ...filters,
});

export type StatisticsQuestion = z.output<typeof StatisticsQuestion>;

/** The period asked. Throws Invalid when it ends before it begins. */
export function periodOf({ from, to }: Pick<StatisticsQuestion, "from" | "to">): Period {
  const usual = usualPeriod();
  const end = to ?? (from && from > usual.to ? from : usual.to);
  const beginning = from ?? (usual.from <= end ? usual.from : `${end.slice(0, 4)}-01-01`);
  if (beginning > end) throw new Invalid("period-upside-down", "to");
  return { from: beginning, to: end };
}

/** The filters of the tickets, without the period and what gathers them. */
export function filterOf(question: StatisticsQuestion): TicketFilter {
  const { from, to, by, group, figures, ...filter } = question;
  return { ...filter, sort: "updated", direction: "desc" };
}
