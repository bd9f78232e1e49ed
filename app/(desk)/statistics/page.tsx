import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { ExportLink } from "@/app/_ui/export-link";
import type { Locale } from "@/app/_ui/locale";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { mayReadStatistics } from "@/lib/access/ability";
import { type Address, questionQuery, readAddress, statisticsPath } from "./_ui/address";
import { Breakdown } from "./_ui/breakdown";
import { cardQuestions } from "./_ui/card-questions";
import { Coverage } from "./_ui/coverage";
import { FigureCards } from "./_ui/figure-cards";
import { sayDay } from "./_ui/figure-words";
import { FiguresTables } from "./_ui/figures-tables";
import { Matrix } from "./_ui/matrix";
import { readPage } from "./_ui/read-page";
import styles from "./_ui/statistics.module.css";
import { Periods, StatisticsFilters } from "./_ui/statistics-filters";
import { TimeCharts } from "./_ui/time-charts";
import { keepMyCard } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statistics"))("title") };
}

const rare = ["workspace", "category", "status", "phase", "priority", "channel", "initiator", "assignee"];

/** The figures of what one may read; the address holds the period, how they are gathered, and the filters of the list of tickets. */
export default async function StatisticsPage({ searchParams }: PageProps<"/statistics">) {
  const [viewer, asked] = await Promise.all([requireViewer(), searchParams]);
  if (!mayReadStatistics(viewer.rights)) notFound();
  const address = readAddress(asked);
  const more = address.more || rare.some((name) => address.query[name]);
  const read = await readPage(viewer, address, more);
  const [t, locale] = await Promise.all([getTranslations("statistics"), getLocale() as Promise<Locale>]);
  const { period } = address;
  return (
    <>
      <PageHeader
        title={t("title")}
        intro={t("intro", { from: sayDay(period.from, locale), to: sayDay(period.to, locale) })}
        actions={<Actions {...{ address, read }} />}
      />
      <div className={styles.periods}>
        <Periods address={address} />
      </div>
      <StatisticsFilters address={address} choices={read.choices} more={more} />
      {address.unknown.length > 0 && (
        <Notice tone="warning">{t("filters.unknown", { names: address.unknown.join(", ") })}</Notice>
      )}
      <Coverage partly={read.partly} />
      <Figures {...{ address, read }} />
      <p className={styles.note}>{t("explained")}</p>
    </>
  );
}

type Read = Awaited<ReturnType<typeof readPage>>;
type Props = { address: Address; read: Read };

async function Actions({ address, read }: Props) {
  const t = await getTranslations("statistics");
  const query = new URLSearchParams(address.query).toString();
  return (
    <>
      <LinkButton href={`${statisticsPath}/dashboards`} icon="chart">
        {t("dashboards.title")}
      </LinkButton>
      <QuestionDialog
        label={t("dashboards.keep")}
        title={t("dashboards.keep")}
        icon="plus"
        intro={t("dashboards.keepIntro")}
        questions={await cardQuestions(address, read)}
        fields={{ query }}
        action={keepMyCard}
        submitLabel={t("dashboards.keepSubmit")}
        doneWords={t("dashboards.kept")}
      />
      {read.exports && <ExportLink subject="statistics" query={questionQuery(address)} />}
    </>
  );
}

async function Figures({ address, read }: Props) {
  const t = await getTranslations("statistics");
  const { table, before, breakdowns } = read;
  const ground = { query: address.query, scopeKeys: read.scopeKeys };
  const cards = <FigureCards {...{ table, before, ground }} />;
  if (table.total.every((value) => !value))
    return (
      <Panel>
        <Empty icon="chart" title={t("empty")} actions={<LinkButton href={statisticsPath}>{t("clear")}</LinkButton>}>
          {t("emptyWords")}
        </Empty>
      </Panel>
    );
  if (!address.group)
    return (
      <>
        {cards}
        <TimeCharts {...{ table, ground }} />
        <div className={styles.pair}>
          {breakdowns.map((figures) => (
            <Breakdown key={figures.group[0]} {...{ figures, ground }} name="opened" />
          ))}
        </div>
        <div className={styles.tables}>
          <FiguresTables figures={table} ground={ground} />
        </div>
      </>
    );
  const name = table.figures.includes(address.figure) ? address.figure : "opened";
  const title = t("byDimension", { figure: t(`figures.${name}`), dimension: t(`dimensions.${address.group}`) });
  return (
    <>
      {cards}
      {address.series ? (
        <Matrix {...{ figures: table, name, ground, title }} />
      ) : (
        <>
          <Breakdown {...{ figures: table, name, ground }} />
          <FiguresTables figures={table} ground={ground} />
        </>
      )}
    </>
  );
}
