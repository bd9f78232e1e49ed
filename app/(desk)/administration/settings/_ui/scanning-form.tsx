"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/app/_ui/field";
import { saveScanning } from "../actions";
import { SettingForm } from "./setting-form";

const choices = ["auto", "always", "never"] as const;

/** Whether files that nobody scanned are served. */
export function ScanningForm({ unscanned }: { unscanned: (typeof choices)[number] }) {
  const t = useTranslations("administration");
  return (
    <SettingForm label={t("settings.scanning")} action={saveScanning} values={{ unscanned }}>
      {(fieldOf) => (
        <SelectField
          {...fieldOf("unscanned")}
          key={fieldOf("unscanned").defaultValue}
          label={t("settings.scanningLabel")}
          hint={t("settings.scanningHint")}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`settings.unscanned.${choice}`)}
            </option>
          ))}
        </SelectField>
      )}
    </SettingForm>
  );
}
