"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/app/_ui/field";
import styles from "./desk-fields.module.css";
import type { Opening, OpeningDraft } from "./use-opening";

type Option = { value: string; label: string };

export type DeskChoices = {
  kinds: Option[];
  categories: Option[];
  channels: Option[];
  initiators: Option[];
  /** Whom one may open for, as suggestions. */
  members: { mail: string; name: string }[];
  mayOpenForOthers: boolean;
};

type Props = { choices: DeskChoices; opening: Opening; errorOf: (field: string) => string | undefined };

/** What an agent knows of the trade: title, kind, category, weight, and on whose behalf. */
export function DeskFields({ choices, opening, errorOf }: Props) {
  const t = useTranslations("ticketForms");
  const { draft, change } = opening;
  const select = (name: keyof OpeningDraft, label: string, options: Option[], usual: string) => (
    <SelectField
      name={name}
      label={label}
      error={errorOf(name)}
      value={String(draft[name]) || usual}
      onChange={(event) => change({ [name]: event.target.value })}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </SelectField>
  );
  const levels = (["1", "2", "3", "4"] as const).map((value) => ({ value, label: t(`levels.${value}`) }));
  return (
    <div className={styles.fields}>
      <div className={styles.whole}>
        <TextField
          name="title"
          label={t("opening.title")}
          hint={t("opening.titleHint")}
          optional
          maxLength={200}
          error={errorOf("title")}
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </div>
      {select("kind", t("opening.kind"), choices.kinds, "request")}
      {select("category", t("fields.category"), [{ value: "", label: t("none") }, ...choices.categories], "")}
      {select("impact", t("fields.impact"), levels, "3")}
      {select("urgency", t("fields.urgency"), levels, "3")}
      {choices.mayOpenForOthers && (
        <>
          <TextField
            name="requester"
            type="email"
            label={t("opening.requester")}
            optional
            list="requesters"
            autoComplete="off"
            error={errorOf("requester")}
            value={draft.requester}
            onChange={(event) => change({ requester: event.target.value })}
          />
          <datalist id="requesters">
            {choices.members.map(({ mail, name }) => (
              <option key={mail} value={mail}>
                {name}
              </option>
            ))}
          </datalist>
          {select("channel", t("opening.channel"), choices.channels, "web")}
          {select(
            "initiator",
            t("fields.initiator"),
            [{ value: "", label: t("opening.usualInitiator") }, ...choices.initiators],
            "",
          )}
        </>
      )}
    </div>
  );
}
