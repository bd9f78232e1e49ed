import { lastDecision, seatsOf } from "@/lib/approvals/approval";
import type { Approval } from "@/lib/approvals/approval-queries";
import { decide } from "../actions";
import styles from "./approvals.module.css";
import { DecideForm } from "./decide-form";

/** What the reader may decide on an approval: nothing once he has, but where somebody else's seat waits for him. */
export function OwnDecision({ approval, me }: { approval: Approval; me: string }) {
  const waiting = seatsOf(approval, me).filter((seat) => !lastDecision(approval, seat.accountId));
  const [seat] = waiting.sort((one) => (one.accountId === me ? -1 : 1));
  if (!seat || approval.state !== "pending") return null;
  return (
    <div className={styles.decision}>
      <DecideForm
        action={decide}
        fields={{ approval: approval.id, approver: seat.accountId }}
        inPlaceOf={seat.accountId === me ? null : (approval.names.get(seat.accountId) ?? "")}
      />
    </div>
  );
}
