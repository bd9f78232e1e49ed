"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { plan } from "../../planning-actions";

type Props = {
  reference: string;
  version: number;
  zone: string;
  start: string;
  end: string;
  reason: string;
  planned: boolean;
};

/** Says when, in the reader's clocks. */
export function PlanWindow(props: Props) {
  const t = useTranslations("planning.window");
  return (
    <DialogButton label={t(props.planned ? "change" : "plan")} title={t("title")} size="small" icon="calendar">
      <Form {...props} />
    </DialogButton>
  );
}

function Form({ reference, version, zone, start, end, reason, planned }: Props) {
  const t = useTranslations("planning");
  const close = useCloseDialog();
  const { state, send, fieldOf } = useFormAction(plan, { errors: [], values: { start, end, reason } });
  useEffect(() => {
    if (state.done) close();
  }, [state, close]);
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <input type="hidden" name="ticket" value={reference} />
      <input type="hidden" name="version" value={version} />
      <TextField
        {...fieldOf("start")}
        type="datetime-local"
        label={t("start")}
        hint={t("window.hint", { zone })}
        required={!planned}
      />
      <TextField
        {...fieldOf("end")}
        type="datetime-local"
        label={t("end")}
        hint={planned ? t("window.clearHint") : undefined}
        required={!planned}
      />
      <TextField {...fieldOf("reason")} label={t("window.reasonLabel")} maxLength={500} optional />
      <DialogActions>
        <SubmitButton>{t("window.save")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
