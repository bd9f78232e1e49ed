"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import type { FormAction } from "@/app/_ui/form-state";
import { PasswordField } from "@/app/_ui/password-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { PublicCard } from "./public-card";
import styles from "./public-card.module.css";

export type NewPasswordProps = {
  action: FormAction;
  /** The single-use token of the link; sent back as `token`. */
  token: string;
  title: string;
  intro?: ReactNode;
  submit: string;
  /** How many characters at least: 12, or 14 for an administrator. */
  least: number;
  /** The address that this password goes with, so that a password manager files it rightly. */
  mail?: string;
  /** Fields that stand before the password. */
  fields?: (fieldOf: ReturnType<typeof useFormAction>["fieldOf"]) => ReactNode;
};

/** A link's landing: one chooses a password. The forms of reset, invitation and first administrator are made of it. */
export function NewPasswordForm({ action, token, title, intro, submit, least, mail, fields }: NewPasswordProps) {
  const t = useTranslations("signIn");
  const { state, send, fieldOf } = useFormAction(action);
  return (
    <PublicCard title={title} intro={intro}>
      <ErrorSummary errors={state.errors} />
      <form action={send}>
        <input type="hidden" name="token" value={token} />
        {mail && <input type="email" name="username" value={mail} autoComplete="username" readOnly hidden />}
        {fields?.(fieldOf)}
        <PasswordField
          {...fieldOf("newPassword")}
          label={t("newPassword")}
          hint={t("passwordHint", { least })}
          autoComplete="new-password"
          minLength={least}
        />
        <div className={styles.actions}>
          <SubmitButton wide size="large">
            {submit}
          </SubmitButton>
        </div>
      </form>
    </PublicCard>
  );
}
