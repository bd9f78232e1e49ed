"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { Saved } from "./saved";

type Props = { action: FormAction; locale: string; timeZone: string; timeZones: string[] };

export function PreferencesForm({ action, locale, timeZone, timeZones }: Props) {
  const t = useTranslations("account");
  const { state, send, fieldOf } = useFormAction(action, { errors: [], values: { locale, timeZone } });
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <SelectField
        {...fieldOf("locale")}
        key={`language ${state.values.locale}`}
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
      <SelectField {...fieldOf("timeZone")} key={`zone ${state.values.timeZone}`} label={t("timeZone")}>
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
