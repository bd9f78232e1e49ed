"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField, TextAreaField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "../../../../approvals/_ui/approvals.module.css";
import { openStandard } from "../actions";

export type Offered = { project: string; name: string; templates: { id: string; title: string }[] };

/** Which template, and what is particular to this time. */
export function StandardForm({ offered }: { offered: Offered[] }) {
  const t = useTranslations("approvals.templates");
  const { state, send, fieldOf } = useFormAction(openStandard);
  return (
    <form action={send} className={styles.form} noValidate>
      <ErrorSummary errors={state.errors} />
      <SelectField {...fieldOf("template")} key={fieldOf("template").defaultValue} label={t("template")}>
        {offered.map(({ project, name, templates }) => (
          <optgroup key={project} label={name}>
            {templates.map(({ id, title }) => (
              <option key={id} value={`${project} ${id}`}>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <TextField {...fieldOf("title")} label={t("particular")} hint={t("particularHint")} maxLength={45} optional />
      <TextAreaField {...fieldOf("message")} label={t("details")} hint={t("detailsHint")} rows={4} optional />
      <FormActions>
        <SubmitButton>{t("open")}</SubmitButton>
      </FormActions>
    </form>
  );
}
