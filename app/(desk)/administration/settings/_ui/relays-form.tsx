"use client";

import { useTranslations } from "next-intl";
import { TextAreaField } from "@/app/_ui/field";
import { saveRelays } from "../actions";
import { SettingForm } from "./setting-form";

/** The mail servers whose word about a sender is believed, one a line. */
export function RelaysForm({ relays }: { relays: string[] }) {
  const t = useTranslations("administration");
  return (
    <SettingForm label={t("settings.relays")} action={saveRelays} values={{ relays: relays.join("\n") }}>
      {(fieldOf) => (
        <TextAreaField
          {...fieldOf("relays")}
          label={t("settings.relaysLabel")}
          hint={t("settings.relaysHint")}
          rows={4}
          optional
        />
      )}
    </SettingForm>
  );
}
