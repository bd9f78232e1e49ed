"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/app/_ui/copy-button";
import { DialogActions } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField, TextField } from "@/app/_ui/field";
import type { FormAction } from "@/app/_ui/form-state";
import { Notice } from "@/app/_ui/notice";
import { PasswordField } from "@/app/_ui/password-field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "./account.module.css";

const validities = [30, 90, 180, 365];

/** Names a token and asks the password; then shows the token, which nobody will see again. */
export function TokenForm({ action, mail }: { action: FormAction; mail: string }) {
  const t = useTranslations("account");
  const { state, send, fieldOf } = useFormAction(action, { errors: [], values: { days: "90" } });
  if (state.done && state.values.token) return <NewToken token={state.values.token} />;
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <TextField {...fieldOf("name")} label={t("tokenName")} hint={t("tokenNameHint")} maxLength={80} />
      <SelectField {...fieldOf("days")} label={t("validity")}>
        {validities.map((days) => (
          <option key={days} value={days}>
            {t("days", { days })}
          </option>
        ))}
      </SelectField>
      <input type="email" name="username" value={mail} autoComplete="username" readOnly hidden />
      <PasswordField {...fieldOf("password")} label={t("currentPassword")} autoComplete="current-password" />
      <DialogActions>
        <SubmitButton>{t("createToken")}</SubmitButton>
      </DialogActions>
    </form>
  );
}

function NewToken({ token }: { token: string }) {
  const t = useTranslations("account");
  return (
    <Notice tone="success" title={t("tokenReady")}>
      <p>{t("tokenOnce")}</p>
      <p className={styles.token}>
        <code>{token}</code>
        <CopyButton text={token} size="small" />
      </p>
    </Notice>
  );
}
