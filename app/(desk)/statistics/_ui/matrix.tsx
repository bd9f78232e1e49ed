import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/app/_ui/locale";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { type FigureName, unitOf } from "@/lib/figures/definitions";
import type { Key } from "@/lib/figures/dimension-queries";
import type { Table as Figures } from "@/lib/figures/statistics";
import { BarChart } from "./bar-chart";
import { type Ground, ticketsBehind } from "./drill-down";
import { sayFigure, sayShortStep, sayStep } from "./figure-words";
import { keyWords } from "./key-words";
import { daysOfRow, keysOfRow } from "./row-words";
import styles from "./statistics.module.css";

type Row = Figures["rows"][number];
type Props = { figures: Figures; name: FigureName; ground: Ground; title: string };

/** One figure by two groupings: rows, and across them series or steps of time. The colours tell the rows, eight at most. */
export async function Matrix({ figures, name, ground, title }: Props) {
  const [t, locale, sayKey] = await Promise.all([
    getTranslations("statistics"),
    getLocale() as Promise<Locale>,
    keyWords(),
  ]);
  const { step, group } = figures;
  const place = figures.figures.indexOf(name);
  const [down, across] = group as [Figures["group"][number], Figures["group"][number] | undefined];
  const columnOf = (row: Row) => (step ? row.step! : nameKey(row.keys[1]!));
  const columns = distinct(figures.rows, columnOf).map((row) => ({
    id: columnOf(row),
    label: step ? sayStep(row.step!, step, locale) : sayKey(across!, row.keys[1]!),
    short: step ? sayShortStep(row.step!, step, locale) : sayKey(across!, row.keys[1]!),
  }));
  const lines = distinct(figures.rows, (row) => nameKey(row.keys[0]!)).map((first) => {
    const cells = figures.rows.filter((row) => nameKey(row.keys[0]!) === nameKey(first.keys[0]!));
    return {
      label: sayKey(down, first.keys[0]!),
      cells: columns.map(({ id }) => cells.find((row) => columnOf(row) === id)),
    };
  });
  const said = (row: Row | undefined) => sayFigure(name, row?.values[place], locale);
  const hrefOf = (row: Row) => ticketsBehind(ground, name, daysOfRow(figures, row), keysOfRow(figures, row));
  return (
    <>
      <Panel title={title}>
        <BarChart
          stacked={unitOf(name) === "count"}
          unit={unitOf(name)}
          columns={columns}
          series={lines.slice(0, 8).map(({ label, cells }) => ({
            label,
            values: cells.map((row) => row?.values[place] ?? null),
            said: cells.map(said),
            hrefs: cells.map((row) => (row ? hrefOf(row) : "#")),
          }))}
          say={(value) => sayFigure(name, value, locale)}
        />
        {lines.length > 8 && <p className={styles.note}>{t("eightSeries")}</p>}
      </Panel>
      <Panel flush>
        <Table caption={t("tableOf", { title })} scroll>
          <thead>
            <tr>
              <th scope="col">{t(`dimensions.${down}`)}</th>
              {columns.map(({ id, short }) => (
                <th key={id} scope="col" data-numeric>
                  {short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ label, cells }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((row, at) => (
                  <td key={columns[at]!.id} data-numeric>
                    {row ? (
                      <a className={styles.figure} href={hrefOf(row)}>
                        {said(row)}
                      </a>
                    ) : (
                      said(row)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </Panel>
    </>
  );
}

const nameKey = ({ value }: Key) => value ?? "";

function distinct(rows: Row[], of: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [of(row), row])).values()];
}
