"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/app/_ui/field";
import type { useFormAction } from "@/app/_ui/use-form-action";

type Field = ReturnType<ReturnType<typeof useFormAction>["fieldOf"]>;

/** The address by which one is known here; spelled as password managers expect it. */
export function MailField({ field }: { field: Field }) {
  const t = useTranslations("signIn");
  return (
    <TextField
      {...field}
      type="email"
      inputMode="email"
      label={t("mail")}
      hint={t("mailHint")}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={254}
    />
  );
}
