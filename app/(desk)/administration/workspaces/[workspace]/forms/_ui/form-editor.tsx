"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions } from "@/app/_ui/field";
import { type Question, QuestionField } from "@/app/_ui/question-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Table } from "@/app/_ui/table";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "../../../../_ui/administration.module.css";
import { saveForm } from "../actions";
import layout from "./form-editor.module.css";

type Asked = { name: string; label: string; hint: string; kinds: string; value: "no" | "optional" | "required" };

type Props = { workspace: string; code: string; questions: Question[]; fields: Asked[] };

/** Everything about a form of the catalogue: its words, where it leads, and which fields it asks. */
export function FormEditor({ workspace, code, questions, fields }: Props) {
  const t = useTranslations("forms.administration");
  const all = [...questions, ...fields].map(({ name, value = "" }) => [name, value]);
  const { state, send, fieldOf } = useFormAction(saveForm, { errors: [], values: Object.fromEntries(all) });
  return (
    <form action={send} noValidate aria-label={t("form")}>
      <input type="hidden" name="workspace" value={workspace} />
      <input type="hidden" name="code" value={code} />
      <ErrorSummary errors={state.errors} />
      <div className={layout.questions}>
        {questions.map((question) => (
          <div key={question.name} className={question.type === "longText" ? layout.long : undefined}>
            <QuestionField question={question} field={fieldOf(question.name)} />
          </div>
        ))}
      </div>
      <h2 id="questions" className={layout.title}>
        {t("whatItAsks")}
      </h2>
      <p className={styles.explained}>{t("askedHint")}</p>
      <Table caption={t("whatItAsks")}>
        <thead>
          <tr>
            <th scope="col">{t("field")}</th>
            <th scope="col">{t("kinds")}</th>
            <th scope="col">{t("asked")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <td data-main>
                {field.label} <span className={styles.key}>{field.hint}</span>
              </td>
              <td className={styles.muted}>{field.kinds}</td>
              <td>
                <select
                  className={styles.inlineSelect}
                  name={field.name}
                  aria-label={t("askedNamed", { name: field.label })}
                  key={fieldOf(field.name).defaultValue}
                  defaultValue={fieldOf(field.name).defaultValue}
                >
                  {(["no", "optional", "required"] as const).map((value) => (
                    <option key={value} value={value}>
                      {t(`askedAs.${value}`)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
      </FormActions>
    </form>
  );
}
