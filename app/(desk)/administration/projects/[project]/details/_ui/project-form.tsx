"use client";

import { useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { SavedToast } from "../../../../_ui/saved-toast";
import { saveProject } from "../../actions";

type Props = { project: string; name: string; inboundAddress: string; reopenDays: number };

/** What a project is called and where one writes to it. Its key never changes: it begins the numbers of its tickets. */
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
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
      </FormActions>
    </form>
  );
}
