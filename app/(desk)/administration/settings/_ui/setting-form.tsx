"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { SavedToast } from "../../_ui/saved-toast";

type Props = {
  label: string;
  action: FormAction;
  /** What stands now, by field. */
  values: Record<string, string>;
  children: (fieldOf: (name: string) => { name: string; defaultValue: string; error?: string }) => ReactNode;
};

/** One setting's form: what was typed stays when it is refused, what stands is shown once it is saved. */
export function SettingForm({ label, action, values, children }: Props) {
  const t = useTranslations("administration");
  const { state, send, fieldOf } = useFormAction(action, { errors: [], values });
  const shown = (name: string) => ({
    ...fieldOf(name),
    defaultValue: (state.done ? values : state.values)[name] ?? "",
  });
  return (
    <form action={send} noValidate aria-label={label}>
      <ErrorSummary errors={state.errors} />
      <SavedToast state={state} words={t("saved")} />
      {children(shown)}
      <FormActions>
        <SubmitButton look="secondary">{t("save")}</SubmitButton>
      </FormActions>
    </form>
  );
}
