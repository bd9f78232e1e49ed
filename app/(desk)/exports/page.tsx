import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { AskAgain } from "@/app/_ui/ask-again";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { mayExport } from "@/lib/access/ability";
import { listExports } from "@/lib/exports/export-queries";
import { listSchedules } from "@/lib/exports/schedule-queries";
import { ExportTable } from "./_ui/export-table";
import { ScheduleTable } from "./_ui/schedule-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("exports"))("title") };
}

/** One's own exports, and those that are made regularly. */
export default async function ExportsPage() {
  const { exports, schedules } = await view(async (tx, { rights }) => {
    if (!mayExport(rights)) notFound();
    return { exports: await listExports(tx), schedules: await listSchedules(tx) };
  });
  const t = await getTranslations("exports");
  return (
    <>
      <PageHeader title={t("title")} intro={t("intro")} />
      <Panel title={t("own")} count={exports.length} flush>
        {exports.length > 0 ? (
          <ExportTable exports={exports} />
        ) : (
          <Empty icon="download" title={t("none")} actions={<LinkButton href="/tickets">{t("toTickets")}</LinkButton>}>
            {t("noneWords")}
          </Empty>
        )}
      </Panel>
      {schedules.length > 0 && (
        <Panel title={t("schedule.title")} count={schedules.length} flush>
          <ScheduleTable schedules={schedules} />
        </Panel>
      )}
      {exports.some(({ state }) => state === "waiting" || state === "running") && <AskAgain />}
    </>
  );
}
