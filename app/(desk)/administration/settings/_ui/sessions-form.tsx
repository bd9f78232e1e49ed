"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/app/_ui/field";
import { saveSessions } from "../actions";
import { SettingForm } from "./setting-form";
import styles from "./settings.module.css";

type Sessions = { idleMinutes: number; administratorIdleMinutes: number; absoluteHours: number };

/** How long one stays signed in. */
export function SessionsForm({ sessions }: { sessions: Sessions }) {
  const t = useTranslations("administration");
  const values = Object.fromEntries(Object.entries(sessions).map(([name, value]) => [name, String(value)]));
  return (
    <SettingForm label={t("settings.sessions")} action={saveSessions} values={values}>
      {(fieldOf) => (
        <div className={styles.three}>
          {(["idleMinutes", "administratorIdleMinutes", "absoluteHours"] as const).map((name) => (
            <TextField
              key={name}
              {...fieldOf(name)}
              label={t(`settings.limits.${name}`)}
              inputMode="numeric"
              maxLength={4}
            />
          ))}
        </div>
      )}
    </SettingForm>
  );
}
