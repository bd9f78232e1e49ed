"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "../../_ui/mails.module.css";
import { handMailOver } from "../actions";

/** A message that no address led anywhere goes to the agents of a workspace. */
export function HandOverPanel({
  mail,
  workspaces,
  actions,
}: {
  mail: string;
  workspaces: { key: string; name: string }[];
  actions: ReactNode;
}) {
  const t = useTranslations("mail.decide");
  const { state, send, fieldOf } = useFormAction(handMailOver);
  useEffect(() => {
    if (state.done) showToast(t("handedOver"));
  }, [state, t]);
  return (
    <Panel title={t("handOver")} actions={actions}>
      <form action={send} noValidate className={styles.form}>
        <input type="hidden" name="mail" value={mail} />
        <ErrorSummary errors={state.errors} />
        <p>{t("handOverWords")}</p>
        <SelectField {...fieldOf("workspace")} label={t("handOverTo")}>
          {workspaces.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </SelectField>
        <FormActions>
          <SubmitButton>{t("handOverSubmit")}</SubmitButton>
        </FormActions>
      </form>
    </Panel>
  );
}
