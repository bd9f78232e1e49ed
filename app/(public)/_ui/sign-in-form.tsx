"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import type { FormAction } from "@/app/_ui/form-state";
import { PasswordField } from "@/app/_ui/password-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { MailField } from "./mail-field";
import { PublicCard } from "./public-card";
import styles from "./public-card.module.css";

type Props = {
  /** Reads `mail`, `password`, `returnTo`. */
  action: FormAction;
  /** The path asked for before signing in was; the action must check that it is ours. */
  returnTo?: string;
  /** Words above the form ("Votre mot de passe a été changé"). */
  notice?: ReactNode;
};

export function SignInForm({ action, returnTo, notice }: Props) {
  const t = useTranslations("signIn");
  const { state, send, fieldOf } = useFormAction(action);
  return (
    <PublicCard title={t("title")} foot={<a href="/forgotten-password">{t("forgotten")}</a>}>
      {notice}
      <ErrorSummary errors={state.errors} />
      <form action={send}>
        {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
        <MailField field={fieldOf("mail")} />
        <PasswordField {...fieldOf("password")} label={t("password")} autoComplete="current-password" />
        <div className={styles.actions}>
          <SubmitButton wide size="large">
            {t("submit")}
          </SubmitButton>
        </div>
      </form>
    </PublicCard>
  );
}
