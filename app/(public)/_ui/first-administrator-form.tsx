"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { MailField } from "./mail-field";
import { NewPasswordForm } from "./new-password-form";

type Props = { /** Reads `token`, `name`, `mail`, `newPassword`. */ action: FormAction; token: string; least?: number };

export function FirstAdministratorForm({ action, token, least = 14 }: Props) {
  const t = useTranslations("signIn");
  return (
    <NewPasswordForm
      {...{ action, token, least }}
      title={t("administratorTitle")}
      intro={t("administratorIntro")}
      submit={t("administratorSubmit")}
      fields={(fieldOf) => (
        <>
          <TextField {...fieldOf("name")} label={t("name")} autoComplete="name" maxLength={120} />
          <MailField field={fieldOf("mail")} />
        </>
      )}
    />
  );
}
