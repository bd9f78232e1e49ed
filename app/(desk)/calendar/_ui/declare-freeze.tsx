"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { DialogActions, DialogButton, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField, TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { declare } from "../actions";

type Props = {
  zone: string;
  workspaces: { id: string; key: string; name: string }[];
  projects: { key: string; name: string; workspaceId: string }[];
};

/** Declares a span in which nothing is to be changed. */
export function DeclareFreeze(props: Props) {
  const t = useTranslations("planning");
  return (
    <DialogButton label={t("declareFreeze")} title={t("declareFreeze")} icon="lock">
      <Form {...props} />
    </DialogButton>
  );
}

function Form({ zone, workspaces, projects }: Props) {
  const t = useTranslations("planning");
  const close = useCloseDialog();
  const { state, send, fieldOf } = useFormAction(declare);
  useEffect(() => {
    if (state.done) close();
  }, [state, close]);
  const place = fieldOf("place");
  return (
    <form action={send}>
      <ErrorSummary errors={state.errors} />
      <TextField {...fieldOf("title")} label={t("freezeTitle")} hint={t("freezeHint")} maxLength={200} />
      <SelectField key={`place ${place.defaultValue}`} {...place} label={t("project")}>
        {workspaces.map(({ id, key, name }) => (
          <optgroup key={key} label={name}>
            <option value={`${key}/`}>{t("everyProject")}</option>
            {projects
              .filter(({ workspaceId }) => workspaceId === id)
              .map((project) => (
                <option key={project.key} value={`${key}/${project.key}`}>
                  {project.name}
                </option>
              ))}
          </optgroup>
        ))}
      </SelectField>
      <TextField {...fieldOf("start")} type="datetime-local" label={t("start")} hint={t("window.hint", { zone })} />
      <TextField {...fieldOf("end")} type="datetime-local" label={t("end")} />
      <DialogActions>
        <SubmitButton>{t("declare")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
