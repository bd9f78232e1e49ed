"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { hold } from "../../planning-actions";
import styles from "./release.module.css";

/** Says that a release delivers one more change. */
export function HoldChange({ reference }: { reference: string }) {
  const t = useTranslations("planning.release");
  const { state, send, fieldOf } = useFormAction(hold);
  const whole = state.errors.filter(({ field }) => field !== "to");
  return (
    <details className={styles.fold} open={state.errors.length > 0 || undefined}>
      <summary>{t("hold")}</summary>
      <form action={send} className={styles.row}>
        <ErrorSummary errors={whole} />
        <input type="hidden" name="ticket" value={reference} />
        <TextField
          {...fieldOf("to")}
          id="held-change"
          label={t("change")}
          hint={t("changeHint")}
          maxLength={40}
          autoComplete="off"
        />
        <SubmitButton look="secondary">{t("holdIt")}</SubmitButton>
      </form>
    </details>
  );
}
