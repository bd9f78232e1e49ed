"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { Choice, FormActions, SelectField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "../../_ui/mails.module.css";
import { decideAboutMail } from "../actions";

type Props = {
  mail: string;
  /** The known author's name; null when somebody must say whose it is. */
  author: string | null;
  /** The address that can be remembered as the member's, for who may. */
  address: string | null;
  ticket: string;
  places: { key: string; name: string }[];
};

/** Whose the message is, if that is not known, and where it goes. */
export function DecisionForm({ mail, author, address, ticket, places }: Props) {
  const t = useTranslations("mail.decide");
  const { state, send, fieldOf } = useFormAction(decideAboutMail, { errors: [], values: { ticket } });
  useEffect(() => {
    if (state.done) showToast(t("done"));
  }, [state, t]);
  return (
    <form action={send} noValidate className={styles.form}>
      <input type="hidden" name="mail" value={mail} />
      <ErrorSummary errors={state.errors} />
      <p>{author ? t("words", { name: author }) : t("attachWords")}</p>
      {!author && <TextField {...fieldOf("account")} label={t("account")} hint={t("accountHint")} type="email" />}
      {!author && address && (
        <Choice name="remember" value="yes" label={t("remember")} hint={t("rememberHint", { address })} />
      )}
      <SelectField {...fieldOf("project")} label={t("project")}>
        {places.map(({ key, name }) => (
          <option key={key} value={key}>
            {`${key} · ${name}`}
          </option>
        ))}
      </SelectField>
      <TextField
        {...fieldOf("ticket")}
        label={t("ticket")}
        hint={t("ticketHint", { example: `${places[0]?.key ?? "PROJET"}-12` })}
        optional
        maxLength={40}
      />
      <FormActions>
        <SubmitButton>{t("submit")}</SubmitButton>
      </FormActions>
    </form>
  );
}
