"use client";

import { useEffect, useState } from "react";
import type { ButtonProps } from "./button";
import { DialogActions, DialogButton, useCloseDialog } from "./dialog";
import { ErrorSummary } from "./error-summary";
import type { FormAction } from "./form-state";
import { type Question, QuestionField, readMoments } from "./question-field";
import { SubmitButton } from "./submit-button";
import { showToast } from "./toast-region";
import { useFormAction } from "./use-form-action";

type Props = Pick<ButtonProps, "look" | "size" | "icon" | "aria-label"> & {
  label: string;
  title: string;
  intro?: string;
  wide?: boolean;
  questions: Question[];
  /** What the form sends besides what is asked; an answer of the action may put another value in its place. */
  fields?: Record<string, string>;
  action: FormAction;
  submitLabel: string;
  /** Said in a toast once it is done. */
  doneWords: string;
};

/** A button, and the questions to answer before its act is done. */
export function QuestionDialog({ label, title, wide, ...rest }: Props) {
  const { intro, questions, fields, action, submitLabel, doneWords, ...button } = rest;
  return (
    <DialogButton {...button} label={label} title={title} wide={wide}>
      <QuestionForm {...{ title, intro, questions, fields, action, submitLabel, doneWords }} />
    </DialogButton>
  );
}

type FormProps = Pick<Props, "title" | "intro" | "questions" | "fields" | "action" | "submitLabel" | "doneWords">;

function QuestionForm({ title, intro, questions, fields, action, submitLabel, doneWords }: FormProps) {
  const close = useCloseDialog();
  // What the page said as the dialog opened: it may be drawn anew meanwhile, and what was typed was typed on this.
  const [given] = useState(fields ?? {});
  const start = { errors: [], values: Object.fromEntries(questions.map(({ name, value = "" }) => [name, value])) };
  const { state, send, fieldOf } = useFormAction(action, start);
  useEffect(() => {
    if (!state.done) return;
    showToast(doneWords);
    close();
  }, [state, doneWords, close]);
  return (
    <form action={(form) => send(readMoments(form, questions))} noValidate aria-label={title}>
      {Object.entries(given).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={state.values[name] ?? value} />
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
