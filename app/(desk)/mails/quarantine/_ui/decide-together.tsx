"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useRef, useState } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { Choice, SelectField, TextField } from "@/app/_ui/field";
import { untouched } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import styles from "../../_ui/mails.module.css";
import { type DecidedState, decideTogether } from "../actions";

type Props = {
  places: { key: string; name: string }[];
  /** What was decided last stays said even when nothing waits any more. */
  nothingLeft: boolean;
  /** The table, with a box `mails` for each row. */
  children: ReactNode;
};

/** One decision about all the messages that are ticked, and what became of each. */
export function DecideTogether({ places, nothingLeft, children }: Props) {
  const t = useTranslations("mail.together");
  const [state, send] = useActionState<DecidedState, FormData>(decideTogether, untouched);
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(0);
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>('input[name="mails"]') ?? [])];
  const recount = () => setCount(boxes().filter(({ checked }) => checked).length);
  const errorOf = (name: string) => state.errors.find(({ field }) => field === name)?.message;
  const tickAll = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked;
    recount();
  };
  return (
    <form ref={form} action={send} onChange={recount} onReset={() => setCount(0)} aria-label={t("title")} noValidate>
      <ErrorSummary errors={state.errors} />
      {state.decided && <DecidedLines decided={state.decided} />}
      {!nothingLeft && <ActsBar places={places} count={count} errorOf={errorOf} onTickAll={tickAll} />}
      {children}
    </form>
  );
}

type BarProps = Pick<Props, "places"> & {
  count: number;
  errorOf(name: string): string | undefined;
  onTickAll(checked: boolean): void;
};

function ActsBar({ places, count, errorOf, onTickAll }: BarProps) {
  const t = useTranslations("mail.together");
  return (
    <div className={styles.bulk}>
      <Choice name="all" value="all" label={t("all")} onChange={(event) => onTickAll(event.target.checked)} />
      {/* First in the form: Enter in its field must do this, and not let everything through. */}
      <TextField name="why" label={t("why")} error={errorOf("why")} maxLength={500} optional />
      <SubmitButton name="act" value="reject" look="secondary">
        {t("reject", { count })}
      </SubmitButton>
      <SelectField name="project" label={t("where")} error={errorOf("project")} optional>
        <option value="">{t("whereWritten")}</option>
        {places.map(({ key, name }) => (
          <option key={key} value={key}>
            {`${key} · ${name}`}
          </option>
        ))}
      </SelectField>
      <SubmitButton name="act" value="release">
        {t("release", { count })}
      </SubmitButton>
      <SubmitButton name="act" value="spam" look="secondary">
        {t("spam", { count })}
      </SubmitButton>
    </div>
  );
}

function DecidedLines({ decided }: { decided: NonNullable<DecidedState["decided"]> }) {
  const t = useTranslations("mail");
  const done = decided.filter(({ refusal }) => refusal === null).length;
  return (
    <div className={styles.decided} role="status">
      <p>{t("together.result", { done, refused: decided.length - done })}</p>
      <ul>
        {decided.map(({ mail, subject, refusal }) => (
          <li key={mail} data-fault={refusal !== null || undefined}>
            <a href={`/mails/${mail}`}>{subject || t("noSubject")}</a> ·{" "}
            <strong>{refusal ?? t("together.done")}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
