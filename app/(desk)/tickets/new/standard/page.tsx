import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import { requireViewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { listOfferedTemplates } from "@/lib/changes/offered-template-queries";
import styles from "../page.module.css";
import { StandardForm } from "./_ui/standard-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("templates.use") };
}

/** A change that was approved once and for all. */
export default async function StandardChangePage() {
  const viewer = await requireViewer();
  const offered = await look(viewer, listOfferedTemplates);
  const t = await getTranslations("approvals");
  return (
    <div className={styles.page}>
      <PageHeader
        title={t("templates.use")}
        intro={t("templates.useIntro")}
        actions={
          <LinkButton href="/tickets/new" icon="plus">
            {t("templates.back")}
          </LinkButton>
        }
      />
      <Panel>
        {offered.length === 0 ? (
          <Empty icon="change" title={t("templates.none")}>
            {t("templates.noneWords")}
          </Empty>
        ) : (
          <ClientMessages areas={["ui", "approvals"]}>
            <StandardForm offered={offered} />
          </ClientMessages>
        )}
      </Panel>
    </div>
  );
}
