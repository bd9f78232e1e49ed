"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import { handOver } from "../actions";
import styles from "./approvals.module.css";

export type Place = { key: string; name: string; deciders: { mail: string; name: string }[] };

/** To whom, and between which days. A value names the workspace and the person, since the choice is made at once. */
export function HandOverForm({ places, today }: { places: Place[]; today: string }) {
  const t = useTranslations("approvals.delegations");
  const { state, send, fieldOf } = useFormAction(handOver);
  useEffect(() => {
    if (state.done) showToast(t("given"));
  }, [state, t]);
  return (
    <form action={send} className={styles.form} noValidate>
      <ErrorSummary errors={state.errors} />
      <SelectField {...fieldOf("to")} key={fieldOf("to").defaultValue} label={t("to")}>
        {places.map((place) => (
          <optgroup key={place.key} label={place.name}>
            {place.deciders.map(({ mail, name }) => (
              <option key={mail} value={`${place.key} ${mail}`}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <div className={styles.days}>
        <TextField {...fieldOf("startsOn")} type="date" label={t("startsOn")} min={today} />
        <TextField {...fieldOf("endsOn")} type="date" label={t("endsOn")} min={today} />
      </div>
      <FormActions>
        <SubmitButton look="secondary">{t("give")}</SubmitButton>
      </FormActions>
    </form>
  );
}
