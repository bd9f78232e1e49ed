"use client";

import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { SubmitButton } from "@/app/_ui/submit-button";
import styles from "../../_ui/imports.module.css";
import { abandonImport, confirmImport } from "../../actions";

/** To have the preview written, or to leave it there. */
export function Decide({ importId, changes }: { importId: string; changes: number }) {
  const t = useTranslations("itemImports.preview");
  const fields = { import: importId };
  return (
    <div className={styles.actions}>
      {changes > 0 && (
        <ActForm action={confirmImport} fields={fields}>
          <SubmitButton>{t("confirm", { changes })}</SubmitButton>
        </ActForm>
      )}
      <ActForm action={abandonImport} fields={fields}>
        <SubmitButton look="quiet">{t("abandon")}</SubmitButton>
      </ActForm>
    </div>
  );
}
