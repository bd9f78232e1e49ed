import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ActForm } from "@/app/_ui/act-form";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Coverage } from "../../_ui/coverage";
import styles from "../../_ui/statistics.module.css";
import { archiveMyDashboard, changeMyDashboard, removeMyCard } from "../../actions";
import { DashboardCard } from "../_ui/dashboard-card";
import { readDashboard } from "../_ui/read-dashboard";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statistics"))("dashboards.one") };
}

/** Some figures side by side, counted with the rights of who looks. */
export default async function DashboardPage({ params }: PageProps<"/statistics/dashboards/[dashboard]">) {
  const { dashboard: id } = await params;
  const { dashboard, cards, partly, workspaces, viewer } = await view((tx) => readDashboard(tx, id));
  const t = await getTranslations("statistics");
  const mine = dashboard.accountId === viewer.account.id;
  const which = { dashboard: dashboard.id, version: String(dashboard.version) };
  const shared = workspaces.find(({ id: workspace }) => workspace === dashboard.sharedWorkspaceId);
  return (
    <>
      <PageHeader
        title={dashboard.name}
        intro={shared ? t("dashboards.sharedWith", { workspace: shared.name }) : t("dashboards.onlyYou")}
        trail={[
          { href: "/statistics", label: t("title") },
          { href: "/statistics/dashboards", label: t("dashboards.title") },
        ]}
        actions={
          mine && (
            <>
              <QuestionDialog
                label={t("dashboards.change")}
                title={t("dashboards.change")}
                icon="edit"
                questions={[
                  { name: "name", label: t("dashboards.name"), value: dashboard.name, maxLength: 120 },
                  {
                    name: "workspace",
                    label: t("dashboards.share"),
                    hint: t("dashboards.shareHint"),
                    type: "choice",
                    options: [
                      { value: "", label: t("dashboards.onlyMe") },
                      ...workspaces.map(({ key, name }) => ({ value: key, label: name })),
                    ],
                    value: shared?.key ?? "",
                    optional: true,
                  },
                ]}
                fields={which}
                action={changeMyDashboard}
                submitLabel={t("dashboards.save")}
                doneWords={t("dashboards.saved")}
              />
              <ActForm action={archiveMyDashboard} fields={{ dashboard: dashboard.id }}>
                <SubmitButton look="quiet">{t("dashboards.archive")}</SubmitButton>
              </ActForm>
            </>
          )
        }
      />
      <Coverage partly={partly} />
      {cards.length === 0 ? (
        <Panel>
          <Empty
            icon="chart"
            title={t("dashboards.empty")}
            actions={<LinkButton href="/statistics">{t("dashboards.toStatistics")}</LinkButton>}
          >
            {t("dashboards.emptyWords")}
          </Empty>
        </Panel>
      ) : (
        <div className={styles.pair}>
          {cards.map((card, place) => (
            <DashboardCard
              key={`${place} ${card.card.title}`}
              {...card}
              foot={
                mine && (
                  <ActForm action={removeMyCard} fields={{ ...which, place: String(place) }}>
                    <SubmitButton look="quiet" size="small">
                      {t("dashboards.remove")}
                    </SubmitButton>
                  </ActForm>
                )
              }
            />
          ))}
        </div>
      )}
    </>
  );
}
