"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import { riskQuestions } from "@/lib/changes/risk";
import styles from "../../../../approvals/_ui/approvals.module.css";
import { plan } from "./actions";

type Props = { reference: string; type: "standard" | "normal" | "emergency"; answers: Record<string, number> };

/** The type of a change, and the five questions of its risk. */
export function PlanForm(props: Props) {
  const t = useTranslations("approvals.change");
  return (
    <DialogButton label={t("plan")} title={t("plan")} size="small" icon="edit">
      <Questions {...props} />
    </DialogButton>
  );
}

function Questions({ reference, type, answers }: Props) {
  const t = useTranslations("approvals");
  const close = useCloseDialog();
  const given = Object.fromEntries(Object.entries(answers).map(([question, answer]) => [question, String(answer)]));
  const { state, send, fieldOf } = useFormAction(plan, { errors: [], values: { type, ...given } });
  useEffect(() => {
    if (!state.done) return;
    showToast(t("change.saved"));
    close();
  }, [state, close, t]);
  return (
    <form action={send} className={styles.form} noValidate>
      <input type="hidden" name="ticket" value={reference} />
      <ErrorSummary errors={state.errors} />
      <p className={styles.quiet}>{t("change.planIntro")}</p>
      {type !== "standard" && (
        <SelectField {...fieldOf("type")} key={`type ${fieldOf("type").defaultValue}`} label={t("change.type")}>
          <option value="normal">{t("change.types.normal")}</option>
          <option value="emergency">{t("change.types.emergency")}</option>
        </SelectField>
      )}
      {riskQuestions.map((question) => (
        <SelectField
          {...fieldOf(question)}
          key={`${question} ${fieldOf(question).defaultValue}`}
          label={t(`questions.${question}.label`)}
          optional
        >
          <option value="">{t("change.unknownRisk")}</option>
          {(["0", "1", "2"] as const).map((answer) => (
            <option key={answer} value={answer}>
              {t(`questions.${question}.${answer}`)}
            </option>
          ))}
        </SelectField>
      ))}
      <DialogActions>
        <SubmitButton>{t("change.save")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
