"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { Choice, ChoiceGroup, SelectField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "../../../../approvals/_ui/approvals.module.css";
import { ask } from "../../../../approvals/actions";

type Stage = "preProduction" | "production";

type Props = {
  reference: string;
  /** The stages of a release; none for a change. */
  stages: Stage[];
  deciders: { mail: string; name: string }[];
  again: boolean;
};

/** Whom to ask, how many of them must approve, and until when. */
export function AskApproval(props: Props) {
  const t = useTranslations("approvals.ask");
  const label = t(props.again && props.stages.length === 0 ? "again" : "open");
  return (
    <DialogButton label={label} title={t("open")} icon="check">
      {props.deciders.length === 0 ? <p>{t("nobody")}</p> : <AskForm {...props} />}
    </DialogButton>
  );
}

function AskForm({ reference, stages, deciders }: Props) {
  const t = useTranslations("approvals");
  const close = useCloseDialog();
  const { state, send, fieldOf } = useFormAction(ask);
  const [chosen, setChosen] = useState<string[]>([]);
  useEffect(() => {
    if (!state.done) return;
    showToast(t("ask.done"));
    close();
  }, [state, close, t]);
  return (
    <form action={send} className={styles.form} noValidate>
      <input type="hidden" name="ticket" value={reference} />
      <ErrorSummary errors={state.errors} />
      <p className={styles.quiet}>{t("ask.intro")}</p>
      {stages.length > 0 && (
        <SelectField {...fieldOf("subject")} key={fieldOf("subject").defaultValue} label={t("ask.stage")}>
          {stages.map((stage) => (
            <option key={stage} value={stage}>
              {t(`subjects.${stage}`)}
            </option>
          ))}
        </SelectField>
      )}
      <ChoiceGroup legend={t("ask.approvers")} id="approvers">
        {deciders.map(({ mail, name }) => (
          <Choice
            key={mail}
            name="approvers"
            value={mail}
            label={name}
            checked={chosen.includes(mail)}
            onChange={({ target }) =>
              setChosen((before) => (target.checked ? [...before, mail] : before.filter((one) => one !== mail)))
            }
          />
        ))}
      </ChoiceGroup>
      {chosen.length > 1 && (
        <SelectField name="needed" label={t("ask.needed")} defaultValue={fieldOf("needed").defaultValue} optional>
          <option value="">{t("ask.all")}</option>
          {Array.from({ length: chosen.length - 1 }, (_, at) => at + 1).map((count) => (
            <option key={count} value={count}>
              {t("ask.any", { count })}
            </option>
          ))}
        </SelectField>
      )}
      <TextField {...fieldOf("dueOn")} type="date" label={t("ask.due")} optional />
      <DialogActions>
        <SubmitButton>{t("ask.send")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
