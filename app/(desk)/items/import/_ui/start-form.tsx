"use client";

import { useLocale, useTranslations } from "next-intl";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/files/file-drop";
import { useUploads } from "@/app/_ui/files/use-uploads";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import { startImport } from "../actions";
import styles from "./imports.module.css";

type Props = {
  workspaces: { id: string; key: string; name: string }[];
  projects: { key: string; name: string; workspaceName: string | null }[];
  types: { code: string; labelFr: string; labelEn: string }[];
  maximumSize: number;
};

/** Where the items stand, of which type they are, and the spreadsheet that says them. */
export function StartForm({ workspaces, projects, types, maximumSize }: Props) {
  const t = useTranslations("itemImports.start");
  const english = useLocale() === "en";
  const uploads = useUploads(maximumSize);
  const { state, send, fieldOf } = useFormAction(startImport);
  const [file] = uploads.kept;
  return (
    <form action={send} className={styles.start}>
      <ErrorSummary errors={state.errors} />
      <div className={styles.choices}>
        <SelectField {...fieldOf("workspace")} label={t("workspace")}>
          {workspaces.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField {...fieldOf("type")} label={t("type")}>
          {types.map(({ code, labelFr, labelEn }) => (
            <option key={code} value={code}>
              {english ? labelEn : labelFr}
            </option>
          ))}
        </SelectField>
        <SelectField {...fieldOf("project")} label={t("project")} hint={t("projectHint")} optional>
          <option value="">{t("wholeWorkspace")}</option>
          {projects.map(({ key, name, workspaceName }) => (
            <option key={key} value={key}>
              {workspaces.length > 1 ? `${workspaceName} · ${name}` : name}
            </option>
          ))}
        </SelectField>
      </div>
      <FileDrop uploads={uploads} maximumSize={maximumSize}>
        <p className={styles.drop}>{t("drop")}</p>
      </FileDrop>
      <input type="hidden" name="upload" value={file?.id ?? ""} />
      <FormActions>
        <SubmitButton disabled={!file}>{t("send")}</SubmitButton>
      </FormActions>
    </form>
  );
}
