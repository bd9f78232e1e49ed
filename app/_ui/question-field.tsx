"use client";

import { useTranslations } from "next-intl";
import { Choice, ChoiceGroup, SelectField, TextAreaField, TextField } from "./field";

type Option = { value: string; label: string; hint?: string };

/** One question of a form, as plain facts: a server component can hand it over. */
export interface Question {
  name: string;
  label: string;
  hint?: string;
  /** What stands there already; several, comma-separated, for boxes; ISO 8601 for a moment. */
  value?: string;
  optional?: boolean;
  maxLength?: number;
  rows?: number;
  type?: "text" | "email" | "longText" | "number" | "date" | "moment" | "choice" | "boolean" | "boxes";
  options?: Option[];
}

type Props = { question: Question; field: { name: string; defaultValue: string; error?: string } };

/** The control that a question wants. */
export function QuestionField({ question, field }: Props) {
  const t = useTranslations("ui");
  const { type = "text", options = [], rows = 4, name: _, value: __, ...shared } = question;
  if (type === "boxes") return <Boxes question={question} field={field} />;
  if (type === "choice" || type === "boolean") {
    const yesOrNo = [
      { value: "true", label: t("yes") },
      { value: "false", label: t("no") },
    ];
    const offered = type === "boolean" ? yesOrNo : options;
    return (
      // The key draws it anew after an answer: a select ignores a default value that changes.
      <SelectField key={field.defaultValue} {...field} {...shared}>
        {(shared.optional || field.defaultValue === "") && <option value="">—</option>}
        {offered.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
    );
  }
  if (type === "longText") return <TextAreaField {...field} {...shared} rows={rows} />;
  if (type === "moment")
    return <TextField {...field} {...shared} defaultValue={localOf(field.defaultValue)} type="datetime-local" />;
  const inputMode = type === "number" ? "decimal" : undefined;
  return (
    <TextField
      {...field}
      {...shared}
      type={type === "number" ? "text" : type}
      inputMode={inputMode}
      autoComplete="off"
    />
  );
}

function Boxes({ question: { label, hint, options = [] }, field: { name, defaultValue, error } }: Props) {
  const chosen = defaultValue.split(",");
  return (
    <ChoiceGroup legend={label} hint={hint} error={error} id={name}>
      {options.map((option) => (
        <Choice
          key={option.value}
          name={name}
          value={option.value}
          label={option.label}
          hint={option.hint}
          defaultChecked={chosen.includes(option.value)}
        />
      ))}
    </ChoiceGroup>
  );
}

/** `2026-11-03T14:00` in the browser's zone, as the control wants it; drawn in the browser only. */
function localOf(iso: string): string {
  const at = new Date(iso);
  if (iso === "" || Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What a form says, its moments as ISO 8601 in UTC: only the browser knows what its clock means. */
export function readMoments(form: FormData, questions: Question[]): FormData {
  for (const { name, type } of questions) {
    const typed = form.get(name);
    if (type === "moment" && typeof typed === "string" && typed !== "") form.set(name, isoOf(typed));
  }
  return form;
}

export function isoOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}
