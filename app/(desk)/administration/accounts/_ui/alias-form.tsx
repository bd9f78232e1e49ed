"use client";

import { useTranslations } from "next-intl";
import { FormActions, TextField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "./accounts.module.css";

export function AliasForm({ action, account }: { action: FormAction; account: string }) {
  const t = useTranslations("accounts");
  const { state, send, fieldOf } = useFormAction(action);
  // A refusal that names no field (the address is taken) is said under the only one.
  const error = state.errors[0]?.message;
  return (
    <form action={send} className={styles.narrow}>
      <input type="hidden" name="account" value={account} />
      <TextField
        {...fieldOf("mail")}
        error={error}
        type="email"
        label={t("newAlias")}
        hint={t("aliasHint")}
        maxLength={254}
      />
      <FormActions>
        <SubmitButton look="secondary" icon="plus">
          {t("addAlias")}
        </SubmitButton>
      </FormActions>
    </form>
  );
}
