import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/app/_ui/locale";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import type { FigureName } from "@/lib/figures/definitions";
import type { Table as Figures } from "@/lib/figures/statistics";
import { type Ground, ticketsBehind } from "./drill-down";
import { sayFigure } from "./figure-words";
import { keyWords } from "./key-words";
import { daysOfRow, keysOfRow, nameOfRow } from "./row-words";
import styles from "./statistics.module.css";

const volumes: FigureName[] = [
  "opened",
  "answered",
  "resolved",
  "closed",
  "reopened",
  "backlog",
  "ageMean",
  "accountedTime",
  "realTime",
];

/** Each delay with the same one less the time spent waiting for the requester. */
const delays: [FigureName, FigureName][] = [
  ["answerMedian", "answerNetMedian"],
  ["answerP90", "answerNetP90"],
  ["answerMean", "answerNetMean"],
  ["resolutionMedian", "resolutionNetMedian"],
  ["resolutionP90", "resolutionNetP90"],
  ["resolutionMean", "resolutionNetMean"],
];

const delayHeads: Head[] = ["answer", "resolution"];
type Head = "answer" | "resolution";

/** Past so many rows a page is no longer read: the export has them all. */
const mostShown = 400;

type Props = { figures: Figures; ground: Ground };

/** All the figures of each step of time, or of each key: numbers, then delays; each one leads to its tickets. */
export async function FiguresTables({ figures, ground }: Props) {
  const t = await getTranslations("statistics");
  return (
    <>
      <Panel title={t("volumes")} flush>
        <Rows
          {...{ figures, ground }}
          caption={t("tableOf", { title: t("volumes") })}
          columns={volumes.map((name) => [name, null])}
        />
      </Panel>
      <Panel title={t("delays")} flush>
        <Rows {...{ figures, ground }} caption={t("delaysCaption")} columns={delays} heads={delayHeads} />
      </Panel>
      {figures.rows.length > mostShown && <p className={styles.note}>{t("tooLong", { count: mostShown })}</p>}
    </>
  );
}

async function Rows({
  figures,
  ground,
  caption,
  columns,
  heads,
}: Props & { caption: string; columns: [FigureName, FigureName | null][]; heads?: Head[] }) {
  const [t, locale, sayKey] = await Promise.all([
    getTranslations("statistics"),
    getLocale() as Promise<Locale>,
    keyWords(),
  ]);
  const known = columns.filter(([name]) => figures.figures.includes(name));
  const head = figures.step
    ? t(`steps.${figures.step}`)
    : figures.group.map((name) => t(`dimensions.${name}`)).join(" · ");
  const cells = (values: (number | null)[], hrefOf: (name: FigureName) => string) =>
    known.map(([name, net]) => {
      const of = (one: FigureName) => sayFigure(one, values[figures.figures.indexOf(one)], locale);
      return (
        <td key={name} data-numeric data-label={t(`figures.${name}`)}>
          <a className={styles.figure} href={hrefOf(name)}>
            {of(name)}
          </a>
          {net && <span className={styles.net}>{t("net", { value: of(net) })}</span>}
        </td>
      );
    });
  return (
    <Table caption={caption} scroll>
      <thead>
        {heads && (
          <tr>
            <td />
            {heads.map((name) => (
              <th key={name} scope="colgroup" colSpan={known.length / heads.length} data-numeric>
                {t(`delayOf.${name}`)}
              </th>
            ))}
          </tr>
        )}
        <tr>
          <th scope="col">{head}</th>
          {known.map(([name]) => (
            <th key={name} scope="col" data-numeric>
              {heads ? t(`averages.${averageOf(name)}`) : t(`figures.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.rows.slice(-mostShown).map((row) => (
          <tr key={`${row.step} ${row.keys.map(({ value }) => value).join(" ")}`}>
            <th scope="row">{nameOfRow(figures, row, { sayKey, locale })}</th>
            {cells(row.values, (name) => ticketsBehind(ground, name, daysOfRow(figures, row), keysOfRow(figures, row)))}
          </tr>
        ))}
        <tr className={styles.total}>
          <th scope="row">{t("whole")}</th>
          {cells(figures.total, (name) => ticketsBehind(ground, name, figures.period))}
        </tr>
      </tbody>
    </Table>
  );
}

const averageOf = (name: FigureName) => (name.endsWith("Median") ? "median" : name.endsWith("P90") ? "p90" : "mean");
