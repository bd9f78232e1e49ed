"use client";

import { useTranslations } from "next-intl";
import { TextAreaField } from "@/app/_ui/field";
import { saveResultRelays } from "../actions";
import { SettingForm } from "./setting-form";

/** The mail servers whose findings about a sender are read and judged, each with its name, one a line. */
export function ResultRelaysForm({ relays }: { relays: { network: string; server: string }[] }) {
  const t = useTranslations("administration");
  const written = relays.map(({ network, server }) => `${network} ${server}`).join("\n");
  return (
    <SettingForm label={t("settings.resultRelays")} action={saveResultRelays} values={{ resultRelays: written }}>
      {(fieldOf) => (
        <TextAreaField
          {...fieldOf("resultRelays")}
          label={t("settings.resultRelaysLabel")}
          hint={t("settings.resultRelaysHint")}
          rows={3}
          optional
        />
      )}
    </SettingForm>
  );
}
