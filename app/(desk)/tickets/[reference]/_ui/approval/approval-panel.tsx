import { useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import { stateOf } from "@/lib/approvals/approval";
import type { Approval } from "@/lib/approvals/approval-queries";
import { ApprovalSummary } from "../../../../approvals/_ui/approval-summary";
import styles from "../../../../approvals/_ui/approvals.module.css";
import { OwnDecision } from "../../../../approvals/_ui/own-decision";
import type { TicketPage } from "../read-ticket";
import { AskApproval } from "./ask-approval";
import { WithdrawApproval } from "./withdraw-approval";

/** Whether a change or a release is approved, by whom, and what its reader may do about it. */
export function ApprovalPanel({ page }: { page: TicketPage }) {
  const t = useTranslations("approvals");
  const { ticket, decisions, viewer } = page;
  if (!decisions) return null;
  const { approvals, deciders } = decisions;
  const current = currentOnes(approvals);
  const former = approvals.filter((approval) => !current.includes(approval));
  const release = ticket.kind === "release";
  const standing = current.map(stateOf);
  const asksAgain = release || !standing.some((state) => state === "pending" || state === "approved");
  if (approvals.length === 0 && !deciders) return null;
  return (
    <div className={styles.panel}>
      <Panel
        id="approval"
        title={t("panel")}
        foot={
          deciders &&
          asksAgain && (
            <AskApproval
              reference={ticket.reference}
              stages={release ? ["preProduction", "production"] : []}
              deciders={deciders}
              again={approvals.length > 0}
            />
          )
        }
      >
        {current.length === 0 && <p className={styles.quiet}>{t(release ? "none" : "mustAsk")}</p>}
        <ul className={styles.list}>
          {current.map((approval) => (
            <li key={approval.id} className={styles.item}>
              <ApprovalSummary approval={approval} namesSubject={release} />
              <OwnDecision approval={approval} me={viewer.account.id} />
              {deciders && stateOf(approval) === "pending" && (
                <div>
                  <WithdrawApproval approval={approval.id} />
                </div>
              )}
            </li>
          ))}
        </ul>
        {former.length > 0 && <Former approvals={former} release={release} />}
      </Panel>
    </div>
  );
}

function Former({ approvals, release }: { approvals: Approval[]; release: boolean }) {
  const t = useTranslations("approvals");
  return (
    <details className={styles.fold}>
      <summary>{t("formerWords")}</summary>
      <ul className={styles.list}>
        {approvals.map((approval) => (
          <li key={approval.id} className={styles.item}>
            <ApprovalSummary approval={approval} namesSubject={release} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The last one asked for each thing to decide. */
function currentOnes(approvals: Approval[]): Approval[] {
  return approvals.filter((approval, at) => approvals.findIndex(({ subject }) => subject === approval.subject) === at);
}
