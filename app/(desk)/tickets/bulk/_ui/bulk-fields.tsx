"use client";

import { useTranslations } from "next-intl";
import type { FieldError } from "@/app/_ui/error-summary";
import { SelectField, TextAreaField, TextField } from "@/app/_ui/field";
import styles from "./bulk.module.css";
import { emptied } from "./bulk-changes";

type Option = { value: string; label: string };

export type BulkChoices = {
  statuses: Option[];
  categories: Option[];
  projects: Option[];
  assignable: Option[];
  members: Option[];
};

type Props = { choices: BulkChoices; errors: FieldError[] };

/** What can be changed on many tickets; what is not chosen stays as it is on each. */
export function BulkFields({ choices, errors }: Props) {
  const t = useTranslations("desk.bulk");
  const words = useTranslations("ticketForms");
  const errorOf = (name: string) => errors.find(({ field }) => field === `changes.${name}` || field === name)?.message;
  const stays = { value: "", label: t("stays") };
  const select = (name: string, label: string, options: Option[]) => (
    <SelectField name={name} label={label} optional error={errorOf(name)}>
      {[stays, ...options].map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
  const priorities = (["1", "2", "3", "4"] as const).map((value) => ({ value, label: words(`priorities.${value}`) }));
  return (
    <div className={styles.fields}>
      {select("status", words("fields.status"), choices.statuses)}
      {select("assignee", words("fields.assignee"), [
        { value: emptied, label: words("nobody") },
        ...choices.assignable,
      ])}
      {select("category", words("fields.category"), [{ value: emptied, label: words("none") }, ...choices.categories])}
      {select("project", t("project"), choices.projects)}
      {select("priority", words("fields.priority"), [{ value: emptied, label: t("byMatrix") }, ...priorities])}
      <TextField
        name="priorityReason"
        label={words("fields.priorityReason")}
        optional
        maxLength={500}
        error={errorOf("priorityReason")}
      />
      <div className={styles.whole}>
        <TextField
          name="participants"
          label={t("participants")}
          hint={t("participantsHint")}
          optional
          list="bulk-members"
          autoComplete="off"
          error={errorOf("participants")}
        />
        <datalist id="bulk-members">
          {choices.members.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </datalist>
      </div>
      <div className={styles.whole}>
        <TextAreaField
          name="message"
          label={t("message")}
          hint={t("messageHint")}
          optional
          rows={4}
          maxLength={100_000}
          error={errorOf("message")}
        />
      </div>
    </div>
  );
}
