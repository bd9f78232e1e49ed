"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { MailField } from "./mail-field";
import { PublicCard } from "./public-card";
import styles from "./public-card.module.css";

/** Asks for a link by mail; `action` reads `mail` and answers `done` whether the address is known or not. */
export function ForgottenPasswordForm({ action }: { action: FormAction }) {
  const t = useTranslations("signIn");
  const { state, send, fieldOf } = useFormAction(action);
  const back = <a href="/sign-in">{t("backToSignIn")}</a>;
  if (state.done) {
    return (
      <PublicCard title={t("forgottenDoneTitle")} foot={back}>
        <p role="status">{t("forgottenDone")}</p>
      </PublicCard>
    );
  }
  return (
    <PublicCard title={t("forgottenTitle")} intro={t("forgottenIntro")} foot={back}>
      <ErrorSummary errors={state.errors} />
      <form action={send}>
        <MailField field={fieldOf("mail")} />
        <div className={styles.actions}>
          <SubmitButton wide size="large">
            {t("forgottenSubmit")}
          </SubmitButton>
        </div>
      </form>
    </PublicCard>
  );
}
