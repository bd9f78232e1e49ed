"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { ButtonProps } from "@/app/_ui/button";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField, TextAreaField, TextField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";

/** One question of a small form. */
export interface Question {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  optional?: boolean;
  maxLength?: number;
  type?: "text" | "email" | "password";
  /** Several lines to write. */
  rows?: number;
  /** A choice among a few. */
  options?: { value: string; label: string }[];
}

type Props = Pick<ButtonProps, "look" | "size" | "icon" | "aria-label"> & {
  label: string;
  title: string;
  intro?: string;
  questions: Question[];
  /** What the form sends besides what is asked. */
  fields?: Record<string, string>;
  action: FormAction;
  submitLabel: string;
  /** Said in a toast once it is done. */
  doneWords: string;
};

/** A button, and the few questions to answer before its act is done. */
export function FormDialog({
  label,
  title,
  intro,
  questions,
  fields = {},
  action,
  submitLabel,
  doneWords,
  ...button
}: Props) {
  return (
    <DialogButton {...button} label={label} title={title}>
      <QuestionForm {...{ intro, questions, fields, action, submitLabel, doneWords }} />
    </DialogButton>
  );
}

type FormProps = Required<Pick<Props, "questions" | "fields" | "action" | "submitLabel" | "doneWords">> &
  Pick<Props, "intro">;

function QuestionForm({ intro, questions, fields, action, submitLabel, doneWords }: FormProps) {
  const t = useTranslations("administration");
  const close = useCloseDialog();
  const start = { errors: [], values: Object.fromEntries(questions.map(({ name, value = "" }) => [name, value])) };
  const { state, send, fieldOf } = useFormAction(action, start);
  useEffect(() => {
    if (!state.done) return;
    showToast(doneWords);
    close();
  }, [state, doneWords, close]);
  return (
    <form action={send} noValidate aria-label={t("form")}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={state.errors} />
      {intro && <p>{intro}</p>}
      {questions.map((question) => (
        <QuestionField key={question.name} question={question} field={fieldOf(question.name)} />
      ))}
      <DialogActions>
        <SubmitButton>{submitLabel}</SubmitButton>
      </DialogActions>
    </form>
  );
}

type Field = { name: string; defaultValue: string; error?: string };

function QuestionField({ question, field }: { question: Question; field: Field }) {
  const { options, rows, type, name: _, value: __, ...shared } = question;
  if (options)
    return (
      // The key draws it anew after an answer: a select ignores a default value that changes.
      <SelectField key={field.defaultValue} {...field} {...shared}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </SelectField>
    );
  if (rows) return <TextAreaField {...field} {...shared} rows={rows} />;
  return <TextField {...field} {...shared} type={type} autoComplete={type === "password" ? "new-password" : "off"} />;
}
