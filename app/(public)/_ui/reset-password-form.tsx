"use client";

import { useTranslations } from "next-intl";
import type { FormAction } from "@/app/_ui/form-state";
import { NewPasswordForm } from "./new-password-form";

type Props = { /** Reads `token`, `newPassword`. */ action: FormAction; token: string; mail?: string; least?: number };

export function ResetPasswordForm({ action, token, mail, least = 12 }: Props) {
  const t = useTranslations("signIn");
  return <NewPasswordForm {...{ action, token, mail, least }} title={t("resetTitle")} submit={t("resetSubmit")} />;
}
