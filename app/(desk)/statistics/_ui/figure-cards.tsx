import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/app/_ui/locale";
import type { FigureName } from "@/lib/figures/definitions";
import type { Table } from "@/lib/figures/statistics";
import { type Ground, ticketsBehind } from "./drill-down";
import { sayChange, sayFigure } from "./figure-words";
import styles from "./statistics.module.css";

/** Each figure with, under it in smaller print, what completes it. */
const cards: [FigureName, "closed" | "ageMedian" | "answerNetMedian" | "resolutionNetMedian" | "realTime" | null][] = [
  ["opened", null],
  ["resolved", "closed"],
  ["backlog", "ageMedian"],
  ["reopened", null],
  ["answerMedian", "answerNetMedian"],
  ["resolutionMedian", "resolutionNetMedian"],
  ["accountedTime", "realTime"],
];

/** The whole period at a glance, beside the one before. */
export async function FigureCards({ table, before, ground }: { table: Table; before: Table; ground: Ground }) {
  const [t, locale] = await Promise.all([getTranslations("statistics"), getLocale() as Promise<Locale>]);
  const of = ({ figures, total }: Table, name: FigureName) => total[figures.indexOf(name)] ?? null;
  return (
    <ul className={styles.cards}>
      {cards
        .filter(([name]) => table.figures.includes(name))
        .map(([name, second]) => {
          const [now, was] = [of(table, name), of(before, name)];
          const change = sayChange(now, was, locale);
          return (
            <li key={name} className={styles.card}>
              <span className={styles.cardName}>{t(`figures.${name}`)}</span>
              <a className={styles.cardValue} href={ticketsBehind(ground, name, table.period)}>
                {sayFigure(name, now, locale)}
              </a>
              <span className={styles.quiet}>
                {t("before", { value: sayFigure(name, was, locale) })}
                {change && <strong className={styles.change}> {change}</strong>}
              </span>
              {second && table.figures.includes(second) && (
                <span className={styles.quiet}>
                  {t(`seconds.${second}`, { value: sayFigure(second, of(table, second), locale) })}
                </span>
              )}
            </li>
          );
        })}
    </ul>
  );
}
