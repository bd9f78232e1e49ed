"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { Choice, ChoiceGroup, FormActions, SelectField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { noticeChoices } from "@/lib/accounts/account";
import styles from "./account.module.css";
import { Saved } from "./saved";

type Props = { action: FormAction; notices: string; digestHour: number };

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Of what one is told by mail; the hour is asked only of who wants a summary. */
export function NoticesForm({ action, notices, digestHour }: Props) {
  const t = useTranslations("account");
  const { state, send, fieldOf } = useFormAction(action, {
    errors: [],
    values: { notices, digestHour: String(digestHour) },
  });
  const [chosen, setChosen] = useState(notices);
  return (
    <form action={send} className={styles.narrow}>
      <ErrorSummary errors={state.errors} />
      <ChoiceGroup legend={t("notices")} hint={t("noticesHint")} id="notices-choice">
        {noticeChoices.map((choice) => (
          <Choice
            key={choice}
            type="radio"
            name="notices"
            value={choice}
            label={t(`noticesOf.${choice}`)}
            checked={chosen === choice}
            onChange={() => setChosen(choice)}
          />
        ))}
      </ChoiceGroup>
      {chosen === "digest" && (
        <SelectField
          key={`hour ${state.values.digestHour}`}
          {...fieldOf("digestHour")}
          label={t("digestHour")}
          hint={t("digestHourHint")}
        >
          {hours.map((hour) => (
            <option key={hour} value={hour}>
              {t("hour", { hour })}
            </option>
          ))}
        </SelectField>
      )}
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
        <Saved state={state} />
      </FormActions>
    </form>
  );
}
