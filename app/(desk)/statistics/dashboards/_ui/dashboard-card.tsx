import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/app/_ui/locale";
import { Panel } from "@/app/_ui/panel";
import type { Card } from "@/lib/figures/dashboard";
import type { Table } from "@/lib/figures/statistics";
import { addressOf } from "../../_ui/address";
import { BreakdownTable } from "../../_ui/breakdown";
import { type Ground, ticketsBehind } from "../../_ui/drill-down";
import { sayChange, sayFigure } from "../../_ui/figure-words";
import styles from "../../_ui/statistics.module.css";
import { TimeChart } from "../../_ui/time-charts";

export interface ReadCard {
  card: Card;
  ground: Ground;
  /** Null for who may not read that figure. */
  read: { table: Table; before: Table } | null;
}

/** One figure of a dashboard: now, before, and how it went or what it is made of. */
export async function DashboardCard({ card, ground, read, foot }: ReadCard & { foot: React.ReactNode }) {
  const [t, locale] = await Promise.all([getTranslations("statistics"), getLocale() as Promise<Locale>]);
  const { figure, title } = card;
  if (!read)
    return (
      <Panel title={title} foot={foot}>
        {t("dashboards.unreadable")}
      </Panel>
    );
  const { table, before } = read;
  const of = (one: Table) => one.total[one.figures.indexOf(figure)] ?? null;
  const change = sayChange(of(table), of(before), locale);
  return (
    <Panel title={title} foot={foot} actions={<a href={addressOf(ground.query)}>{t("dashboards.open")}</a>}>
      <p className={styles.cardName}>{t(`figures.${figure}`)}</p>
      <p className={styles.whole}>
        <a className={styles.cardValue} href={ticketsBehind(ground, figure, table.period)}>
          {sayFigure(figure, of(table), locale)}
        </a>{" "}
        <span className={styles.quiet}>
          {t("before", { value: sayFigure(figure, of(before), locale) })}
          {change && <strong className={styles.change}> {change}</strong>}
        </span>
      </p>
      {table.step ? (
        <TimeChart {...{ table, ground }} figures={[figure]} />
      ) : (
        <BreakdownTable figures={table} name={figure} ground={ground} caption={title} />
      )}
    </Panel>
  );
}
