"use client";

import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { Panel } from "@/app/_ui/panel";
import { QuestionField, readMoments } from "@/app/_ui/question-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import type { QuestionGroup } from "./item-questions";
import styles from "./items.module.css";

type Props = {
  groups: QuestionGroup[];
  /** What the form sends besides what is asked. */
  fields: Record<string, string>;
  action: FormAction;
  submitLabel: string;
};

/** All that an item says, to be filled in. */
export function ItemForm({ groups, fields, action, submitLabel }: Props) {
  const questions = groups.flatMap((group) => group.questions);
  const start = { errors: [], values: Object.fromEntries(questions.map(({ name, value = "" }) => [name, value])) };
  const { state, send, fieldOf } = useFormAction(action, start);
  return (
    <form action={(form) => send(readMoments(form, questions))} noValidate>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={state.values[name] ?? value} />
      ))}
      <ErrorSummary errors={state.errors} />
      {groups.map((group) => (
        <Panel key={group.title} title={group.title}>
          <div className={styles.questions}>
            {group.questions.map((question) => (
              <QuestionField key={question.name} question={question} field={fieldOf(question.name)} />
            ))}
          </div>
        </Panel>
      ))}
      <FormActions>
        <SubmitButton>{submitLabel}</SubmitButton>
      </FormActions>
    </form>
  );
}
