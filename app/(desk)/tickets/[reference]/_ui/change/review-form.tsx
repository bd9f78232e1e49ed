"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import { review as writeReview } from "./actions";

/** How a change went, in the words of who carried it out. */
export function ReviewForm(props: { reference: string; review: string }) {
  const t = useTranslations("approvals.change");
  return (
    <DialogButton label={t("writeReview")} title={t("review")} size="small">
      <Words {...props} />
    </DialogButton>
  );
}

function Words({ reference, review }: { reference: string; review: string }) {
  const t = useTranslations("approvals.change");
  const close = useCloseDialog();
  const { state, send, fieldOf } = useFormAction(writeReview, { errors: [], values: { review } });
  useEffect(() => {
    if (!state.done) return;
    showToast(t("saved"));
    close();
  }, [state, close, t]);
  return (
    <form action={send} noValidate>
      <input type="hidden" name="ticket" value={reference} />
      <ErrorSummary errors={state.errors} />
      <TextAreaField {...fieldOf("review")} label={t("review")} hint={t("reviewHint")} rows={8} />
      <DialogActions>
        <SubmitButton>{t("save")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
