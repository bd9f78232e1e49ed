"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, TextField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "./accounts.module.css";

export function RenameForm({ action, mail, name }: { action: FormAction; mail: string; name: string }) {
  const t = useTranslations("accounts");
  const { state, send, fieldOf } = useFormAction(action, { errors: [], values: { name } });
  const field = fieldOf("name");
  return (
    <form action={send} className={styles.narrow}>
      <ErrorSummary errors={state.errors} />
      <input type="hidden" name="account" value={mail} />
      <TextField {...field} defaultValue={state.done ? name : field.defaultValue} label={t("name")} maxLength={120} />
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
      </FormActions>
    </form>
  );
}
