"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "./account.module.css";
import { Saved } from "./saved";

type Props = { action: FormAction; locale: string; timeZone: string; timeZones: string[] };

export function PreferencesForm({ action, locale, timeZone, timeZones }: Props) {
  const t = useTranslations("account");
  const { state, send, fieldOf } = useFormAction(action, { errors: [], values: { locale, timeZone } });
  return (
    <form action={send} className={styles.narrow}>
      <ErrorSummary errors={state.errors} />
      <SelectField
        key={`language ${state.values.locale}`}
        {...fieldOf("locale")}
        label={t("language")}
        hint={t("languageHint")}
      >
        <option value="fr" lang="fr">
          Français
        </option>
        <option value="en" lang="en">
          English
        </option>
      </SelectField>
      <SelectField key={`zone ${state.values.timeZone}`} {...fieldOf("timeZone")} label={t("timeZone")}>
        {timeZones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </SelectField>
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
        <Saved state={state} />
      </FormActions>
    </form>
  );
}
