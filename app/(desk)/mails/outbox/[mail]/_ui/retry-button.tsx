"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import { sendMailAgain } from "../actions";

export function RetryButton({ mail }: { mail: string }) {
  const t = useTranslations("mail.outbox");
  const { state, send } = useFormAction(sendMailAgain);
  useEffect(() => {
    if (state.done) showToast(t("retried"));
  }, [state, t]);
  return (
    <form action={send}>
      <input type="hidden" name="mail" value={mail} />
      <ErrorSummary errors={state.errors} />
      <SubmitButton>{t("retry")}</SubmitButton>
    </form>
  );
}
