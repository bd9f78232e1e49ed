import { useTranslations } from "next-intl";
import styles from "../../../../_ui/administration.module.css";
import { AskedTwice } from "../../../../_ui/asked-twice";
import { FormDialog } from "../../../../_ui/form-dialog";
import { archiveCategory, relabelCategory } from "../actions";

export type Category = { code: string; labelFr: string; labelEn: string; archived: boolean };

/** What can be done to a category. */
export function CategoryActs({ workspace, category }: { workspace: string; category: Category }) {
  const t = useTranslations("workspaces");
  const { code, labelFr, labelEn, archived } = category;
  return (
    <div className={styles.acts}>
      <FormDialog
        look="quiet"
        size="small"
        label={t("rename")}
        aria-label={t("renameNamed", { name: labelFr })}
        title={t("renameNamed", { name: labelFr })}
        intro={t("relabelIntro")}
        questions={[
          { name: "labelFr", label: t("labelFr"), value: labelFr, maxLength: 120 },
          { name: "labelEn", label: t("labelEn"), value: labelEn, maxLength: 120 },
        ]}
        fields={{ workspace, code }}
        action={relabelCategory}
        submitLabel={t("save")}
        doneWords={t("saved")}
      />
      <AskedTwice
        label={archived ? t("restore") : t("archive")}
        title={t(archived ? "restoreNamed" : "archiveNamed", { name: labelFr })}
        words={t(archived ? "restoreCategoryWords" : "archiveCategoryWords")}
        confirmLabel={archived ? t("restore") : t("archive")}
        doneWords={t("saved")}
        action={archiveCategory}
        fields={{ workspace, code, archived: archived ? "no" : "yes" }}
      />
    </div>
  );
}
