import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/app/_ui/badge";
import { Facts, Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import type { Plan } from "@/lib/approvals/plan-queries";
import styles from "../../../../approvals/_ui/approvals.module.css";
import type { TicketPage } from "../read-ticket";
import { TaskChecklist } from "../tasks/task-checklist";
import { PlanForm } from "./plan-form";
import { ReviewForm } from "./review-form";

const riskTones: Record<number, Tone> = { 1: "success", 2: "info", 3: "warning", 4: "danger" };

/** How a change is carried out: its type, its risk, its steps and how it went. */
export function ChangePanel({ page }: { page: TicketPage }) {
  const t = useTranslations("approvals.change");
  const { ticket, actions, decisions } = page;
  if (ticket.kind !== "change" || !decisions) return null;
  const { plan } = decisions;
  const writes = actions.includes("change");
  const over = ticket.phase === "resolved" || ticket.phase === "closed";
  const type = plan?.type ?? "normal";
  return (
    <Panel
      title={t("title")}
      foot={
        writes &&
        ticket.phase !== "closed" && (
          <PlanForm reference={ticket.reference} type={type} answers={plan?.riskAnswers ?? {}} />
        )
      }
    >
      <Facts
        facts={[
          [t("type"), t(`types.${type}`)],
          [
            t("risk"),
            plan?.risk ? (
              <Badge key="risk" tone={riskTones[plan.risk]}>
                {t(`risks.${plan.risk as 1}`)}
              </Badge>
            ) : (
              t("unknownRisk")
            ),
          ],
        ]}
      />
      <Steps page={page} list="implementation" />
      <Steps page={page} list="rollback" />
      {plan?.review && <Review plan={plan} page={page} />}
      {writes && over && <ReviewForm reference={ticket.reference} review={plan?.review ?? ""} />}
    </Panel>
  );
}

function Steps({ page, list }: { page: TicketPage; list: "implementation" | "rollback" }) {
  const t = useTranslations("approvals.change");
  const { ticket, actions, choices, viewer } = page;
  const steps = page.tasks.filter((task) => task.list === list);
  const writes = actions.includes("change") && ticket.phase !== "closed";
  if (steps.length === 0 && !writes) return null;
  const done = steps.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <details className={styles.fold} open={steps.length > 0}>
      <summary>
        {t(list)}
        {steps.length > 0 && ` (${done}/${steps.length})`}
      </summary>
      <TaskChecklist
        reference={ticket.reference}
        list={list}
        tasks={steps}
        mayChange={writes}
        me={viewer.account.id}
        members={choices.members}
      />
    </details>
  );
}

function Review({ plan, page }: { plan: Plan; page: TicketPage }) {
  const t = useTranslations("approvals.change");
  return (
    <>
      <p className={styles.head}>
        <strong>{t("review")}</strong>
        <span className={styles.quiet}>
          {plan.reviewedBy && page.names.get(plan.reviewedBy)} {plan.reviewedAt && <Timestamp at={plan.reviewedAt} />}
        </span>
      </p>
      <p className={styles.words}>{plan.review}</p>
    </>
  );
}
