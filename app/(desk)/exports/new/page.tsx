import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Facts, Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { mostAtOnce, type SubjectName, subjects } from "@/lib/exports/export";
import { previewExport } from "@/lib/exports/preview-export";
import { scheduleMyExport } from "../actions";
import { ExportForm } from "./_ui/export-form";
import { scheduleQuestions } from "./_ui/schedule-questions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("exports"))("button") };
}

const listOf: Record<SubjectName, string> = {
  tickets: "/tickets",
  time: "/tickets",
  items: "/items",
  packages: "/deposits",
  journal: "/administration/journal",
  statistics: "/statistics",
};

/** What is about to be exported, its format and its columns: `subject`, and the query of the list in `query`. */
export default async function NewExportPage({ searchParams }: PageProps<"/exports/new">) {
  const asked = await searchParams;
  const subject = subjects.find((name) => name === asked.subject) ?? notFound();
  const query = typeof asked.query === "string" ? asked.query : "";
  const preview = await view((tx) => previewExport(tx, subject, query));
  const [t, refusals] = await Promise.all([getTranslations("exports"), getTranslations("refusals")]);
  const refused = typeof asked.refused === "string" ? asked.refused : "";
  const back = query ? `${listOf[subject]}?${query}` : listOf[subject];
  const title = t("new.title", { subject: t(`subjects.${subject}`) });
  const fields = { subject, query, columns: preview.columns.flatMap((one) => (one.usual ? [one.name] : [])).join(",") };
  return (
    <>
      <PageHeader
        title={title}
        trail={[{ href: back, label: t("new.back") }]}
        intro={preview.many ? t("new.many", { count: mostAtOnce }) : t("new.intro", { count: preview.rows })}
        actions={
          <QuestionDialog
            label={t("schedule.new")}
            title={t("schedule.new")}
            icon="calendar"
            intro={t("schedule.intro")}
            questions={scheduleQuestions(t, t(`subjects.${subject}`))}
            fields={fields}
            action={scheduleMyExport}
            submitLabel={t("schedule.submit")}
            doneWords={t("schedule.done")}
          />
        }
      />
      {refused && (
        <Notice tone="danger">
          {refusals.has(refused as never)
            ? refusals(refused as never, { seconds: 10, name: "", id: "" } as never)
            : t("failures.unexpected")}
        </Notice>
      )}
      <Panel title={t("new.filters")}>
        <Facts facts={preview.filters.map(({ label, value }) => [label, value])} />
      </Panel>
      <Panel>
        <ExportForm subject={subject} query={query} columns={preview.columns} />
      </Panel>
    </>
  );
}
