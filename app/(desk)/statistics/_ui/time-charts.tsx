import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/app/_ui/locale";
import { Panel } from "@/app/_ui/panel";
import { type FigureName, unitOf } from "@/lib/figures/definitions";
import type { Table } from "@/lib/figures/statistics";
import { BarChart } from "./bar-chart";
import { type Ground, ticketsBehind } from "./drill-down";
import { sayFigure, sayShortStep, sayStep } from "./figure-words";
import { daysOfRow } from "./row-words";
import styles from "./statistics.module.css";

const charts: { title: "activity" | "backlog" | "resolution"; figures: FigureName[] }[] = [
  { title: "activity", figures: ["opened", "resolved"] },
  { title: "backlog", figures: ["backlog"] },
  { title: "resolution", figures: ["resolutionMedian", "resolutionNetMedian"] },
];

/** How the period went: what came and went, what was left, how long it took. */
export async function TimeCharts({ table, ground }: { table: Table; ground: Ground }) {
  const t = await getTranslations("statistics");
  return (
    <div className={styles.pair}>
      {charts.map(({ title, figures }) => (
        <Panel key={title} title={t(`charts.${title}`)}>
          <TimeChart {...{ table, ground, figures }} />
        </Panel>
      ))}
    </div>
  );
}

/** Some figures of a table by steps of time. */
export async function TimeChart({ table, ground, figures }: { table: Table; ground: Ground; figures: FigureName[] }) {
  const [t, locale] = await Promise.all([getTranslations("statistics"), getLocale() as Promise<Locale>]);
  const step = table.step ?? "month";
  return (
    <BarChart
      columns={table.rows.map((row) => ({
        label: sayStep(row.step!, step, locale),
        short: sayShortStep(row.step!, step, locale),
      }))}
      series={figures.map((name) => {
        const place = table.figures.indexOf(name);
        return {
          label: t(`figures.${name}`),
          values: table.rows.map(({ values }) => values[place] ?? null),
          said: table.rows.map(({ values }) => sayFigure(name, values[place], locale)),
          hrefs: table.rows.map((row) => ticketsBehind(ground, name, daysOfRow(table, row))),
        };
      })}
      unit={unitOf(figures[0]!)}
      say={(value) => sayFigure(figures[0]!, value, locale)}
    />
  );
}
