import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import { requireViewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Columns } from "@/app/_ui/columns";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import type { Approval } from "@/lib/approvals/approval-queries";
import { ApprovalSummary } from "./_ui/approval-summary";
import styles from "./_ui/approvals.module.css";
import { DelegationsPanel } from "./_ui/delegations-panel";
import { OwnDecision } from "./_ui/own-decision";
import { readMyApprovals } from "./_ui/read-approvals";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("title") };
}

/** What waits for the reader's decision, and who decides while he is away. */
export default async function ApprovalsPage() {
  const viewer = await requireViewer();
  const { waiting, decided, delegations, today, places } = await look(viewer, (tx) => readMyApprovals(tx, viewer));
  const t = await getTranslations("approvals");
  return (
    <ClientMessages areas={["ui", "approvals"]}>
      <PageHeader title={t("title")} meta={<span>{t("mine.intro")}</span>} />
      <Columns
        asideLabel={t("delegations.title")}
        aside={places.length > 0 && <DelegationsPanel {...{ delegations, places, today }} />}
      >
        <Panel title={t("mine.waiting")} count={waiting.length}>
          {waiting.length === 0 ? (
            <Empty icon="check" title={t("mine.nothing")}>
              {t("mine.nothingWords")}
            </Empty>
          ) : (
            <ul className={styles.list}>
              {waiting.map((approval) => (
                <li key={approval.id} className={styles.item}>
                  <Heading approval={approval} title={approval.title} />
                  <ApprovalSummary approval={approval} namesSubject />
                  <p className={styles.request}>{approval.request}</p>
                  <OwnDecision approval={approval} me={viewer.account.id} />
                </li>
              ))}
            </ul>
          )}
        </Panel>
        {decided.length > 0 && (
          <Panel title={t("mine.decided")}>
            <ul className={styles.list}>
              {decided.map((approval) => (
                <li key={approval.id} className={styles.item}>
                  <Heading approval={approval} title="" />
                  <ApprovalSummary approval={approval} namesSubject />
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Columns>
    </ClientMessages>
  );
}

async function Heading({ approval: { reference }, title }: { approval: Approval; title: string }) {
  const t = await getTranslations("approvals");
  return (
    <div className={styles.head}>
      <span className={styles.title}>{title || reference}</span>
      <LinkButton href={`/tickets/${reference}`} size="small" look="quiet">
        {t("mine.see", { reference })}
      </LinkButton>
    </div>
  );
}
