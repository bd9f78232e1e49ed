"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, TextAreaField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { Notice } from "@/app/_ui/notice";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";

type Props = {
  /** Reads `token`, `reason` and `verdict`. */
  action: FormAction;
  token: string;
  reference: string;
  inPlaceOf: string | null;
};

/** The two words of a decision without a session; once said, what was said. */
export function ApprovalLinkForm({ action, token, reference, inPlaceOf }: Props) {
  const t = useTranslations("approvals");
  const { state, send, fieldOf } = useFormAction(action);
  if (state.done)
    return (
      <div role="status">
        <Notice tone="success" title={t("link.doneTitle")}>
          <p>{t(state.values.verdict === "refuse" ? "link.refused" : "link.approved", { reference })}</p>
        </Notice>
      </div>
    );
  return (
    <form action={send} aria-label={t("decide.title")}>
      <input type="hidden" name="token" value={token} />
      <ErrorSummary errors={state.errors.filter(({ field }) => field !== "reason")} />
      {inPlaceOf && <p>{t("decide.inPlaceOf", { name: inPlaceOf })}</p>}
      <TextAreaField
        {...fieldOf("reason")}
        label={t("decide.reason")}
        hint={t("decide.reasonHint")}
        optional
        rows={3}
        maxLength={2000}
      />
      <FormActions>
        <SubmitButton name="verdict" value="approve" icon="check">
          {t("decide.approve")}
        </SubmitButton>
        <SubmitButton name="verdict" value="refuse" look="danger">
          {t("decide.refuse")}
        </SubmitButton>
      </FormActions>
    </form>
  );
}
