"use client";

import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import administration from "../../_ui/administration.module.css";
import { checkMailbox } from "../actions";
import styles from "./mailboxes.module.css";

type Props = { mailbox: string; label: string; fullLabel: string; pendingLabel: string; fineWords: string };

/** Reaches the mailbox at once and says, beside the button, whether it answers. */
export function TestButton({ mailbox, label, fullLabel, pendingLabel, fineWords }: Props) {
  const { state, send } = useFormAction(checkMailbox);
  return (
    <form action={send} className={styles.test}>
      <input type="hidden" name="mailbox" value={mailbox} />
      <SubmitButton look="quiet" size="small" aria-label={fullLabel} pendingLabel={pendingLabel}>
        {label}
      </SubmitButton>
      <span role="status" className={administration.second}>
        {state.done ? fineWords : state.errors[0]?.message}
      </span>
    </form>
  );
}
