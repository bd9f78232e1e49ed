"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";

type Props = {
  label: string;
  title: string;
  /** What will happen, and whether it can be undone. */
  words: string;
  confirmLabel: string;
  doneWords: string;
  action: FormAction;
  fields: Record<string, string>;
  danger?: boolean;
  size?: "small" | "normal";
};

/** An act that is asked twice, and whose refusal is said where it was asked. */
export function AskedTwice({ label, title, danger, size = "small", ...question }: Props) {
  return (
    <DialogButton label={label} title={title} look={danger ? "danger" : "quiet"} size={size}>
      <Question {...question} danger={danger} />
    </DialogButton>
  );
}

function Question({ words, confirmLabel, doneWords, action, fields, danger }: Omit<Props, "label" | "title" | "size">) {
  const t = useTranslations("administration");
  const close = useCloseDialog();
  const { state, send } = useFormAction(action);
  useEffect(() => {
    if (!state.done) return;
    showToast(doneWords);
    close();
  }, [state, doneWords, close]);
  return (
    <form action={send} aria-label={t("form")}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={state.errors} />
      <p>{words}</p>
      <DialogActions>
        <SubmitButton look={danger ? "danger" : "primary"}>{confirmLabel}</SubmitButton>
      </DialogActions>
    </form>
  );
}
