"use client";

import { useTranslations } from "next-intl";
import { Spinner } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField, TextAreaField } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/files/file-drop";
import { QuestionField } from "@/app/_ui/question-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import styles from "./form-to-fill.module.css";
import { type Filling, useFilling } from "./use-filling";

/** The questions of a form, then what else one wants to say, with files. */
export function FormToFill(props: Filling) {
  const t = useTranslations("forms.catalogue");
  const { questions, projects, usualProject, wordsNeeded, maximumSize } = props;
  const { uploads, errors, pending, send } = useFilling(props);
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget));
      }}
    >
      <ErrorSummary errors={errors} />
      {questions.map((question) => (
        <QuestionField
          key={question.name}
          question={question}
          field={{ name: question.name, defaultValue: "", error: errorOf(question.name) }}
        />
      ))}
      {projects.length > 1 ? (
        <SelectField name="project" label={t("where")} defaultValue={usualProject} error={errorOf("project")}>
          {projects.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      ) : (
        <input type="hidden" name="project" value={usualProject} />
      )}
      <div className={styles.words}>
        <FileDrop uploads={uploads} maximumSize={maximumSize}>
          <TextAreaField
            name="message"
            label={t(wordsNeeded ? "words" : "moreWords")}
            rows={4}
            maxLength={100_000}
            optional={!wordsNeeded}
            error={errorOf("message")}
          />
        </FileDrop>
      </div>
      <FormActions>
        <SubmitButton size="large" icon="send" aria-disabled={pending || undefined}>
          {pending && <Spinner />}
          {t("send")}
        </SubmitButton>
      </FormActions>
    </form>
  );
}
