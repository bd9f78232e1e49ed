import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/app/_ui/badge";
import { Notice } from "@/app/_ui/notice";
import { Timestamp } from "@/app/_ui/timestamp";
import { type ApprovalState, lacksApprovers, lastDecision, type Seat, stateOf } from "@/lib/approvals/approval";
import type { Approval } from "@/lib/approvals/approval-queries";
import styles from "./approvals.module.css";

const tones: Record<ApprovalState, Tone> = {
  pending: "warning",
  approved: "success",
  refused: "danger",
  lapsed: "neutral",
  withdrawn: "neutral",
};

/** How an approval stands: its state in words, who said what, and what is in the way. */
export function ApprovalSummary({ approval, namesSubject }: { approval: Approval; namesSubject: boolean }) {
  const t = useTranslations("approvals");
  const state = stateOf(approval);
  const undecided = approval.afterTheFact && state === "pending";
  return (
    <>
      <p className={styles.head}>
        {namesSubject && <span>{t(`subjects.${approval.subject}`)}</span>}
        <Badge tone={tones[state]}>{undecided ? t("emergencyUndecided") : t(`states.${state}`)}</Badge>
        {!approval.given && (
          <span className={styles.quiet}>
            {t("askedBy", { name: approval.names.get(approval.askedBy) ?? t("team") })}{" "}
            <Timestamp at={approval.askedAt} show="relative" />
          </span>
        )}
      </p>
      {approval.given && state === "approved" && <p className={styles.quiet}>{t("givenByTemplate")}</p>}
      {state === "lapsed" && <p className={styles.quiet}>{t("lapsedWords")}</p>}
      {undecided && <p className={styles.quiet}>{t("emergencyPending")}</p>}
      {lacksApprovers(approval) && (
        <Notice tone="warning" title={t("lacking")}>
          <p>{t("lackingWords")}</p>
        </Notice>
      )}
      {!approval.given && <Seats approval={approval} />}
    </>
  );
}

function Seats({ approval }: { approval: Approval }) {
  const t = useTranslations("approvals");
  const { needed, seats, dueAt } = approval;
  return (
    <>
      <p className={styles.quiet}>
        {t("neededOf", { needed, count: seats.length })}
        {dueAt && stateOf(approval) === "pending" && (
          <>
            {" · "}
            {t("due")} <Timestamp at={dueAt} />
          </>
        )}
      </p>
      <ul className={styles.seats}>
        {seats.map((seat) => (
          <SeatLine key={seat.accountId} approval={approval} seat={seat} />
        ))}
      </ul>
    </>
  );
}

function SeatLine({ approval, seat }: { approval: Approval; seat: Seat }) {
  const t = useTranslations("approvals");
  const nameOf = (id: string) => approval.names.get(id) ?? t("team");
  const last = lastDecision(approval, seat.accountId);
  const deputies = seat.deputies.map(nameOf).join(", ");
  return (
    <li className={styles.seat}>
      <span>{nameOf(seat.accountId)}</span>
      {last ? (
        <Badge tone={last.verdict === "approve" ? "success" : "danger"}>{t(`seat.${last.verdict}`)}</Badge>
      ) : (
        <Badge tone={seat.able ? "neutral" : "warning"}>{t(seat.able ? "seat.waiting" : "seat.lost")}</Badge>
      )}
      <span className={styles.quiet}>
        {last && last.by !== seat.accountId && t("seat.by", { name: nameOf(last.by) })}
        {!last && deputies && t("seat.deputy", { names: deputies })}
        {last && <Timestamp at={last.at} show="relative" />}
      </span>
      {last?.reason && <p className={styles.reason}>{last.reason}</p>}
    </li>
  );
}
