"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, TextAreaField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { SavedToast } from "../../../../_ui/saved-toast";
import { saveProject } from "../../actions";

type Props = {
  project: string;
  name: string;
  inboundAddress: string;
  reopenDays: number;
  senderAddress: string;
  signature: string;
};

/** What a project is called, where one writes to it, and how it writes. Its key never changes: it begins the numbers of its tickets. */
export function ProjectForm({ project, reopenDays, ...named }: Props) {
  const t = useTranslations("workspaces");
  const stands = { ...named, reopenDays: String(reopenDays) };
  const { state, send, fieldOf } = useFormAction(saveProject, { errors: [], values: { ...stands } });
  const values = state.done ? stands : state.values;
  return (
    <form action={send} noValidate aria-label={t("identity")}>
      <ErrorSummary errors={state.errors} />
      <SavedToast state={state} words={t("saved")} />
      <input type="hidden" name="project" value={project} />
      <TextField name="key" label={t("projectKey")} value={project} readOnly hint={t("projectKeyFixed")} />
      <TextField {...fieldOf("name")} defaultValue={values.name} label={t("name")} maxLength={120} />
      <TextField
        {...fieldOf("inboundAddress")}
        defaultValue={values.inboundAddress}
        label={t("inboundAddress")}
        hint={t("inboundAddressUse")}
        type="email"
        maxLength={254}
      />
      <TextField
        {...fieldOf("reopenDays")}
        defaultValue={values.reopenDays}
        label={t("reopenDays")}
        hint={t("reopenDaysHint")}
        inputMode="numeric"
        maxLength={4}
      />
      <TextField
        {...fieldOf("senderAddress")}
        defaultValue={values.senderAddress}
        label={t("senderAddress")}
        hint={t("senderAddressUse")}
        placeholder={values.inboundAddress}
        type="email"
        maxLength={254}
        optional
      />
      <TextAreaField
        {...fieldOf("signature")}
        key={`signature ${values.signature}`}
        defaultValue={values.signature}
        label={t("signature")}
        hint={t("signatureHint")}
        rows={3}
        maxLength={1_000}
        optional
      />
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
      </FormActions>
    </form>
  );
}
