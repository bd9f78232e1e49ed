"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import { setMailAside } from "../actions";

type Props = { mail: string /** The sender's address, when there is one to answer. */; answerable: string | null };

/** Sets a message aside for good, once its reason is written, and answers its sender if one wishes. */
export function RejectButton(props: Props) {
  const t = useTranslations("mail.decide");
  return (
    <DialogButton label={t("reject")} title={t("rejectTitle")} size="small">
      <RejectForm {...props} />
    </DialogButton>
  );
}

function RejectForm({ mail, answerable }: Props) {
  const t = useTranslations("mail.decide");
  const close = useCloseDialog();
  const { state, send, fieldOf } = useFormAction(setMailAside);
  useEffect(() => {
    if (!state.done) return;
    showToast(t("rejected"));
    close();
  }, [state, t, close]);
  return (
    <form action={send} noValidate>
      <input type="hidden" name="mail" value={mail} />
      <ErrorSummary errors={state.errors} />
      <p>{t("rejectWords")}</p>
      <TextAreaField {...fieldOf("why")} label={t("why")} hint={t("whyHint")} rows={2} maxLength={500} />
      {answerable && (
        <TextAreaField
          {...fieldOf("answer")}
          label={t("answer")}
          hint={t("answerHint", { address: answerable })}
          rows={5}
          maxLength={5_000}
          optional
        />
      )}
      <DialogActions>
        <SubmitButton look="danger">{t("rejectSubmit")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
