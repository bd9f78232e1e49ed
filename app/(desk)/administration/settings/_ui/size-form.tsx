"use client";

import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/app/_ui/field";
import { saveMaximumSize } from "../actions";
import { SettingForm } from "./setting-form";
import styles from "./settings.module.css";

const units = { mebibytes: 1024 ** 2, gibibytes: 1024 ** 3 } as const;

/** The largest file that may be attached. */
export function SizeForm({ size }: { size: number }) {
  const t = useTranslations("administration");
  const unit = size >= units.gibibytes ? units.gibibytes : units.mebibytes;
  const values = { size: String(Math.round((size / unit) * 1000) / 1000), unit: String(unit) };
  return (
    <SettingForm label={t("settings.size")} action={saveMaximumSize} values={values}>
      {(fieldOf) => (
        <div className={styles.pair}>
          <TextField {...fieldOf("size")} label={t("settings.sizeLabel")} inputMode="decimal" maxLength={12} />
          <SelectField {...fieldOf("unit")} key={fieldOf("unit").defaultValue} label={t("settings.unit")}>
            {Object.entries(units).map(([name, bytes]) => (
              <option key={name} value={bytes}>
                {t(`settings.units.${name as keyof typeof units}`)}
              </option>
            ))}
          </SelectField>
        </div>
      )}
    </SettingForm>
  );
}
