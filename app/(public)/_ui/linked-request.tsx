import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/notice";
import { Facts } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import type { LinkedApproval } from "@/lib/approvals/linked-approval";
import styles from "./linked-request.module.css";

/** What an approver reads before he decides, as it stands now. */
export function LinkedRequest({ linked }: { linked: Extract<LinkedApproval, { open: true }> }) {
  const t = useTranslations("approvals");
  const { approval, ticket, request, steps, plan } = linked;
  return (
    <div className={styles.request}>
      {approval.afterTheFact && <Notice tone="warning" title={t("link.emergency")} />}
      <Facts
        facts={[
          [t("link.project"), ticket.projectName],
          [t("ask.stage"), ticket.kind === "release" ? t(`subjects.${approval.subject}`) : null],
          [
            t("link.window"),
            plan?.windowStart && plan.windowEnd ? (
              <span key="window">
                <Timestamp at={plan.windowStart} /> – <Timestamp at={plan.windowEnd} />
              </span>
            ) : null,
          ],
          [t("link.risk"), plan?.risk ? t(`change.risks.${plan.risk as 1}`) : null],
          [t("due"), approval.dueAt && <Timestamp key="due" at={approval.dueAt} />],
        ]}
      />
      <section>
        <h2 className={styles.heading}>{t("link.request")}</h2>
        <p className={styles.words}>{request}</p>
      </section>
      {(["implementation", "rollback"] as const).map((list) => (
        <Steps key={list} title={t(`link.${list}`)} titles={titlesOf(steps, list)} />
      ))}
    </div>
  );
}

function titlesOf(steps: { list: string; title: string }[], list: string): string[] {
  return steps.filter((step) => step.list === list).map(({ title }) => title);
}

function Steps({ title, titles }: { title: string; titles: string[] }) {
  if (titles.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{title}</h2>
      <ol className={styles.steps}>
        {titles.map((step, at) => (
          <li key={at}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
