"use client";

import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useFormAction } from "@/app/_ui/use-form-action";
import styles from "../../_ui/imports.module.css";
import type { TargetGroup } from "../../_ui/target-words";
import { abandonImport, mapImport } from "../../actions";

type Props = {
  importId: string;
  groups: TargetGroup[];
  columns: { title: string; sample: string[]; target: string }[];
};

/** One choice for each column. */
export function ColumnsForm({ importId, groups, columns }: Props) {
  const t = useTranslations("itemImports.mapping");
  const start = Object.fromEntries(columns.map(({ title, target }) => [`column.${title}`, target]));
  const { state, send, fieldOf } = useFormAction(mapImport, { errors: [], values: start });
  return (
    <>
      <form action={send}>
        <input type="hidden" name="import" value={importId} />
        <ErrorSummary errors={state.errors.map(({ message }) => ({ message }))} />
        <div className={styles.choices}>
          {columns.map(({ title, sample }, place) => (
            <SelectField
              key={title}
              {...fieldOf(`column.${title}`)}
              id={`column-${place}`}
              label={title}
              hint={<span className={styles.sample}>{sample.join(" · ") || t("noSample")}</span>}
              optional
            >
              <option value="">{t("ignored")}</option>
              {groups.map((group) => (
                <optgroup key={group.title} label={group.title}>
                  {group.targets.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </SelectField>
          ))}
        </div>
        <FormActions>
          <SubmitButton>{t("preview")}</SubmitButton>
        </FormActions>
      </form>
      <ActForm action={abandonImport} fields={{ import: importId }}>
        <SubmitButton look="quiet">{t("abandon")}</SubmitButton>
      </ActForm>
    </>
  );
}
