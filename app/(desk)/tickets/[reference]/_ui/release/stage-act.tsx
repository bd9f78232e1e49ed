"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import type { Environment, StageStep } from "@/lib/releases/release";
import { go, install, noGo, rollBack } from "../../planning-actions";

type Props = { reference: string; environment: Environment; step: StageStep; reasonNeeded: boolean };

const acts = { go, noGo, installed: install, rolledBack: rollBack };

/** Says one step of a release, after a dialog that names the environment: such words are not taken back, only followed by others. */
export function StageAct(props: Props) {
  const t = useTranslations("planning.release");
  const { environment, step } = props;
  const grave = step === "noGo" || step === "rolledBack";
  return (
    <DialogButton
      label={t(`acts.${step}`)}
      aria-label={t(`actsIn.${environment}.${step}`)}
      title={t(`actsIn.${environment}.${step}`)}
      size="small"
      look={grave ? "quiet" : "secondary"}
    >
      <Form {...props} grave={grave} />
    </DialogButton>
  );
}

function Form({ reference, environment, step, reasonNeeded, grave }: Props & { grave: boolean }) {
  const t = useTranslations("planning.release");
  const close = useCloseDialog();
  const { state, send, fieldOf } = useFormAction(acts[step]);
  useEffect(() => {
    if (state.done) close();
  }, [state, close]);
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <input type="hidden" name="ticket" value={reference} />
      <input type="hidden" name="environment" value={environment} />
      <TextAreaField
        {...fieldOf("reason")}
        label={t(reasonNeeded ? "reason" : `reasonLabels.${step}`)}
        maxLength={2_000}
        optional={!reasonNeeded}
      />
      <DialogActions>
        <SubmitButton look={grave ? "danger" : "primary"}>{t(`acts.${step}`)}</SubmitButton>
      </DialogActions>
    </form>
  );
}
