"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { NewPasswordForm } from "./new-password-form";

type Props = {
  /** Reads `token`, `name`, `newPassword`. */
  action: FormAction;
  token: string;
  mail: string;
  /** As typed by whoever invited. */
  name?: string;
  least?: number;
};

export function AcceptInvitationForm({ action, token, mail, name, least = 12 }: Props) {
  const t = useTranslations("signIn");
  return (
    <NewPasswordForm
      {...{ action, token, mail, least }}
      title={t("invitationTitle")}
      intro={t("invitationIntro", { mail })}
      submit={t("invitationSubmit")}
      fields={(fieldOf) => {
        const field = fieldOf("name");
        return (
          <TextField
            {...field}
            defaultValue={field.defaultValue || name}
            label={t("name")}
            autoComplete="name"
            maxLength={120}
          />
        );
      }}
    />
  );
}
