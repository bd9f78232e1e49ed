"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { SelectField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { LinkWay } from "@/lib/tickets/ticket-link";
import { link } from "../../desk-actions";
import styles from "./ticket-links.module.css";

type Answer = { refusal?: string; way: string; other: string };

type Props = { reference: string; ways: { value: LinkWay; label: string }[] };

/** Says what another ticket is to this one. */
export function LinkTicket({ reference, ways }: Props) {
  const t = useTranslations("desk.link");
  const [state, send] = useActionState(
    async (_before: Answer, form: FormData): Promise<Answer> => {
      const [way, other] = [String(form.get("way")) as LinkWay, String(form.get("other"))];
      const { refusal } = await link(reference, way, other);
      return { refusal, way, other: refusal ? other : "" };
    },
    { way: "duplicates", other: "" },
  );
  return (
    <details className={styles.add}>
      <summary>{t("open")}</summary>
      <form action={send}>
        <SelectField key={`way ${state.way}`} name="way" label={t("way")} defaultValue={state.way}>
          {ways.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField
          name="other"
          label={t("other")}
          hint={t("otherHint")}
          autoComplete="off"
          maxLength={40}
          defaultValue={state.other}
          error={state.refusal}
        />
        <SubmitButton look="secondary">{t("submit")}</SubmitButton>
      </form>
    </details>
  );
}
