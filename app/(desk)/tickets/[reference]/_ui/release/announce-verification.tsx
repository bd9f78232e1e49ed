"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { verificationTypes } from "@/lib/releases/release";
import { announce } from "../../planning-actions";
import styles from "./release.module.css";

/** Says between which days a release is verified. */
export function AnnounceVerification({ reference }: { reference: string }) {
  const t = useTranslations("planning.release");
  return (
    <div className={styles.acts}>
      <DialogButton label={t("announce")} title={t("announce")} size="small" icon="plus">
        <Form reference={reference} />
      </DialogButton>
    </div>
  );
}

function Form({ reference }: { reference: string }) {
  const t = useTranslations("planning.release");
  const close = useCloseDialog();
  const { state, send, fieldOf } = useFormAction(announce);
  useEffect(() => {
    if (state.done) close();
  }, [state, close]);
  const type = fieldOf("type");
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <input type="hidden" name="ticket" value={reference} />
      <SelectField key={`type ${type.defaultValue}`} {...type} label={t("type")}>
        {verificationTypes.map((one) => (
          <option key={one} value={one}>
            {t(`types.${one}`)}
          </option>
        ))}
      </SelectField>
      <TextField {...fieldOf("startsOn")} type="date" label={t("startsOn")} />
      <TextField {...fieldOf("endsOn")} type="date" label={t("endsOn")} />
      <DialogActions>
        <SubmitButton>{t("announceIt")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
