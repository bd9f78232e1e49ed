import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { formats } from "@/lib/exports/sheet";
import { type FigureName, figureNames } from "@/lib/figures/definitions";
import { steps } from "@/lib/figures/period";
import { dimensions, StatisticsQuestion } from "@/lib/figures/question";
import { readStatistics, type Table } from "@/lib/figures/statistics";

const Day = z.string().meta({ format: "date" });
/** Null where the value is of a closed list. */
const Label = z.strictObject({ fr: z.string(), en: z.string() });
/** Numbers of tickets, or seconds. */
const Figures = z.partialRecord(z.enum(figureNames as [FigureName, ...FigureName[]]), z.number().nullable());

const StatisticsShape = z
  .strictObject({
    from: Day,
    to: Day,
    by: z.enum(steps).nullable(),
    group: z.array(z.enum(dimensions)),
    rows: z.array(
      z.strictObject({
        /** The first day of the step. */
        step: Day.nullable(),
        keys: z.array(z.strictObject({ value: z.string().nullable(), label: Label.nullable() })),
        figures: Figures,
      }),
    ),
    total: Figures,
  })
  .meta({ id: "Statistics" });

export const read = operation({
  method: "GET",
  path: "/statistics",
  tag: "statistics",
  summary: {
    fr: "Lire les statistiques de ce que l’on peut lire, par pas de temps et par regroupement, ou les exporter",
    en: "Read the statistics of what one may read, by step of time and by grouping, or export them",
  },
  query: StatisticsQuestion.extend({
    /** Anything but `json` is a file, as an export gives it. */
    format: z.enum(["json", ...formats]).optional(),
    columns: z.string().max(2_000).optional(),
  }),
  answer: StatisticsShape,
  run: async ({ actor, query: { format: _, columns: __, ...question } }) =>
    present(await actor.transaction((tx) => readStatistics(tx, question))),
});

function present({ period, step, group, figures, rows, total }: Table): z.input<typeof StatisticsShape> {
  const named = (values: (number | null)[]) => Object.fromEntries(figures.map((name, place) => [name, values[place]!]));
  return {
    ...period,
    by: step,
    group,
    rows: rows.map((row) => ({
      step: row.step,
      keys: row.keys.map(({ value, label }) => ({ value, label })),
      figures: named(row.values),
    })),
    total: named(total),
  };
}
