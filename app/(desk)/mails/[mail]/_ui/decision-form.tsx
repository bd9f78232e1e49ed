"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import type { SuggestedTicket } from "@/lib/incoming-mail/place-queries";
import styles from "../../_ui/mails.module.css";
import { decideAboutMail } from "../actions";
import { type Authors, WhoseFields } from "./whose-fields";

type Props = {
  mail: string;
  /** The known author's name; null when somebody must say whose it is. */
  author: string | null;
  authors: Authors;
  /** Where the message was written to. */
  written: { ticket: string; project: string };
  suggestions: SuggestedTicket[];
  places: { key: string; name: string }[];
};

/** Whose the message is, if that is not known, and where it goes. */
export function DecisionForm({ mail, author, authors, written, suggestions, places }: Props) {
  const t = useTranslations("mail.decide");
  const { state, send, fieldOf } = useFormAction(decideAboutMail, { errors: [], values: written });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.done) showToast(t("done"));
  }, [state, t]);
  const suggest = (reference: string) => {
    const field = form.current?.elements.namedItem("ticket");
    if (!(field instanceof HTMLInputElement)) return;
    field.value = reference;
    field.focus();
  };
  return (
    <form ref={form} action={send} noValidate className={styles.form}>
      <input type="hidden" name="mail" value={mail} />
      <ErrorSummary errors={state.errors} />
      {author ? <p>{t("words", { name: author })}</p> : <WhoseFields authors={authors} fieldOf={fieldOf} />}
      <Suggestions suggestions={suggestions} onChoose={suggest} />
      <SelectField {...fieldOf("project")} key={state.values.project} label={t("project")}>
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

function Suggestions({ suggestions, onChoose }: Pick<Props, "suggestions"> & { onChoose(reference: string): void }) {
  const t = useTranslations("mail.decide");
  if (suggestions.length === 0) return null;
  return (
    <>
      <p>{t("suggestions")}</p>
      <ul className={styles.suggestions}>
        {suggestions.map(({ reference, title, why }) => (
          <li key={reference}>
            <Button size="small" icon="ticket" onClick={() => onChoose(reference)}>
              <bdi>
                {reference} · {title}
              </bdi>
            </Button>{" "}
            <span className={styles.reason}>{t(`suggestedBy.${why}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
