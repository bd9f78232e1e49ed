"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, TextAreaField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";

type Props = {
  /** Reads `fields`, `reason` and `verdict`. */
  action: FormAction;
  fields: Record<string, string>;
  /** In whose place one decides; null for oneself. */
  inPlaceOf: string | null;
};

/** The two words of a decision, and why. */
export function DecideForm({ action, fields, inPlaceOf }: Props) {
  const t = useTranslations("approvals.decide");
  const { state, send, fieldOf } = useFormAction(action);
  useEffect(() => {
    if (state.done) showToast(t("done"));
  }, [state, t]);
  const id = `reason-${fields.approval ?? ""}-${fields.approver ?? ""}`;
  return (
    <form action={send} aria-label={t("title")}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={state.errors.filter(({ field }) => field !== "reason")} />
      {inPlaceOf && <p>{t("inPlaceOf", { name: inPlaceOf })}</p>}
      <TextAreaField
        {...fieldOf("reason")}
        id={id}
        label={t("reason")}
        hint={t("reasonHint")}
        optional
        rows={2}
        maxLength={2000}
      />
      <FormActions>
        <SubmitButton name="verdict" value="approve" icon="check">
          {t("approve")}
        </SubmitButton>
        <SubmitButton name="verdict" value="refuse" look="danger">
          {t("refuse")}
        </SubmitButton>
      </FormActions>
    </form>
  );
}
