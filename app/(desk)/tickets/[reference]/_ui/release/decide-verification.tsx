"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { Choice, ChoiceGroup, TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { outcomes, type VerificationType } from "@/lib/releases/release";
import { decideOutcome } from "../../planning-actions";
import styles from "./release.module.css";

type Props = { reference: string; verification: string; type: VerificationType };

/** Gives the outcome of a verification, once. */
export function DecideVerification(props: Props) {
  const t = useTranslations("planning.release");
  const title = t("decideNamed", { type: t(`short.${props.type}`) });
  return (
    <DialogButton label={t("decide")} aria-label={title} title={title} size="small">
      <Form {...props} />
    </DialogButton>
  );
}

function Form({ reference, verification }: Props) {
  const t = useTranslations("planning.release");
  const close = useCloseDialog();
  const { state, send, fieldOf } = useFormAction(decideOutcome);
  useEffect(() => {
    if (state.done) close();
  }, [state, close]);
  const chosen = fieldOf("outcome");
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <input type="hidden" name="ticket" value={reference} />
      <input type="hidden" name="verification" value={verification} />
      <ChoiceGroup legend={t("outcome")} error={chosen.error} id="outcome">
        {outcomes.map((outcome) => (
          <Choice
            key={`${outcome} ${chosen.defaultValue}`}
            type="radio"
            name="outcome"
            value={outcome}
            required
            defaultChecked={outcome === chosen.defaultValue}
            label={t(`outcomes.${outcome}`)}
            hint={t(`outcomeHints.${outcome}`)}
          />
        ))}
      </ChoiceGroup>
      <TextAreaField {...fieldOf("reason")} label={t("reason")} hint={t("reasonHint")} maxLength={2_000} optional />
      <p className={styles.quiet}>{t("final")}</p>
      <DialogActions>
        <SubmitButton>{t("decideIt")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
