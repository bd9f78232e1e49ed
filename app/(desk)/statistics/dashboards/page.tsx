import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { RowLink, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import { mayReadStatistics } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { listDashboards } from "@/lib/figures/dashboard-queries";
import { createMyDashboard } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statistics"))("dashboards.title") };
}

/** One's own dashboards, and those that are shown to the workspaces whose figures one reads. */
export default async function DashboardsPage() {
  const { dashboards, viewer } = await view(async (tx) => {
    if (!mayReadStatistics(await getRights(tx))) notFound();
    return { dashboards: await listDashboards(tx) };
  });
  const t = await getTranslations("statistics");
  return (
    <>
      <PageHeader
        title={t("dashboards.title")}
        intro={t("dashboards.intro")}
        trail={[{ href: "/statistics", label: t("title") }]}
        actions={
          <QuestionDialog
            label={t("dashboards.new")}
            title={t("dashboards.new")}
            icon="plus"
            questions={[{ name: "name", label: t("dashboards.name"), maxLength: 120 }]}
            action={createMyDashboard}
            submitLabel={t("dashboards.create")}
            doneWords={t("dashboards.created")}
          />
        }
      />
      <Panel flush>
        {dashboards.length === 0 ? (
          <Empty icon="chart" title={t("dashboards.none")}>
            {t("dashboards.noneWords")}
          </Empty>
        ) : (
          <Table caption={t("dashboards.title")}>
            <thead>
              <tr>
                <th scope="col">{t("dashboards.name")}</th>
                <th scope="col">{t("dashboards.seenBy")}</th>
                <th scope="col" data-numeric>
                  {t("dashboards.cards")}
                </th>
                <th scope="col">{t("dashboards.changed")}</th>
              </tr>
            </thead>
            <tbody>
              {dashboards.map(({ id, name, accountId, sharedWorkspaceId, cards, updatedAt }) => (
                <tr key={id}>
                  <td data-main>
                    <RowLink href={`/statistics/dashboards/${id}`}>{name}</RowLink>
                  </td>
                  <td data-label={t("dashboards.seenBy")} data-short>
                    {accountId === viewer.account.id
                      ? t(sharedWorkspaceId ? "dashboards.shared" : "dashboards.mine")
                      : t("dashboards.ofOther")}
                  </td>
                  <td data-label={t("dashboards.cards")} data-numeric>
                    {cards.length}
                  </td>
                  <td data-label={t("dashboards.changed")} data-quiet>
                    <Timestamp at={updatedAt} show="relative" />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
    </>
  );
}
