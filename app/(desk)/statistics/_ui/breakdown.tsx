import { getLocale, getTranslations } from "next-intl/server";
import type { CSSProperties } from "react";
import type { Locale } from "@/app/_ui/locale";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import type { FigureName } from "@/lib/figures/definitions";
import type { Table as Figures } from "@/lib/figures/statistics";
import { addressOf } from "./address";
import { type Ground, ticketsBehind } from "./drill-down";
import { sayFigure } from "./figure-words";
import { keyWords } from "./key-words";
import { keysOfRow, nameOfRow } from "./row-words";
import styles from "./statistics.module.css";

const mostShown = 8;

type Props = { figures: Figures; name: FigureName; ground: Ground };

/** One figure by one grouping, in a panel that leads to all of it. */
export async function Breakdown({ figures, name, ground }: Props) {
  const t = await getTranslations("statistics");
  const dimension = figures.group[0]!;
  const title = t("byDimension", { figure: t(`figures.${name}`), dimension: t(`dimensions.${dimension}`) });
  return (
    <Panel
      title={title}
      flush
      actions={
        <a href={addressOf(ground.query, { group: dimension, series: "" })}>
          {t("seeAll", { count: figures.rows.length })}
        </a>
      }
    >
      <BreakdownTable {...{ figures, name, ground }} caption={title} />
    </Panel>
  );
}

/** The largest first, each with its share of the largest. */
export async function BreakdownTable({ figures, name, ground, caption }: Props & { caption: string }) {
  const [t, locale, sayKey] = await Promise.all([
    getTranslations("statistics"),
    getLocale() as Promise<Locale>,
    keyWords(),
  ]);
  const place = figures.figures.indexOf(name);
  const rows = figures.rows.toSorted((a, b) => (b.values[place] ?? 0) - (a.values[place] ?? 0));
  const top = Math.max(1, rows[0]?.values[place] ?? 0);
  return (
    <Table caption={t("tableOf", { title: caption })} scroll>
      <tbody>
        {rows.slice(0, mostShown).map((row) => (
          <tr key={row.keys[0]!.value}>
            <th scope="row">{nameOfRow(figures, row, { sayKey, locale })}</th>
            <td aria-hidden="true">
              <span
                className={styles.share}
                style={{ "--share": ((row.values[place] ?? 0) / top).toFixed(4) } as CSSProperties}
              />
            </td>
            <td data-numeric>
              <a className={styles.figure} href={ticketsBehind(ground, name, figures.period, keysOfRow(figures, row))}>
                {sayFigure(name, row.values[place], locale)}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
