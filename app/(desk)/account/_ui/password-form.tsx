"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { PasswordField } from "@/app/_ui/password-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "./account.module.css";
import { Saved } from "./saved";

/** The current password, then the new one; every other session ends. */
export function PasswordForm({ action, mail, least }: { action: FormAction; mail: string; least: number }) {
  const t = useTranslations("account");
  const { state, send, fieldOf } = useFormAction(action);
  return (
    <form action={send} className={styles.narrow}>
      <ErrorSummary errors={state.errors} />
      <input type="email" name="username" value={mail} autoComplete="username" readOnly hidden />
      <PasswordField {...fieldOf("currentPassword")} label={t("currentPassword")} autoComplete="current-password" />
      <PasswordField
        {...fieldOf("newPassword")}
        label={t("newPassword")}
        hint={t("passwordHint", { least })}
        autoComplete="new-password"
        minLength={least}
      />
      <FormActions>
        <SubmitButton>{t("changePassword")}</SubmitButton>
        <Saved state={state} words={t("passwordChanged")} />
      </FormActions>
    </form>
  );
}
