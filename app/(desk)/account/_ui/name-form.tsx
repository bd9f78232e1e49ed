"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, TextField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "./account.module.css";
import { Saved } from "./saved";

/** The name that others see. The address is shown, for it is what one signs in with; only an administrator changes it. */
export function NameForm({ action, name, mail }: { action: FormAction; name: string; mail: string }) {
  const t = useTranslations("account");
  const { state, send, fieldOf } = useFormAction(action, { errors: [], values: { name } });
  return (
    <form action={send} className={styles.narrow}>
      <ErrorSummary errors={state.errors} />
      <TextField {...fieldOf("name")} label={t("name")} autoComplete="name" maxLength={120} />
      <TextField name="address" label={t("mail")} hint={t("mailHint")} value={mail} readOnly optional={false} />
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
        <Saved state={state} />
      </FormActions>
    </form>
  );
}
