import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Choice, ChoiceGroup, FormActions } from "@/app/_ui/field";
import { formats } from "@/lib/exports/sheet";
import styles from "../../_ui/exports.module.css";

type Props = { subject: string; query: string; columns: { name: string; label: string; usual: boolean }[] };

/** A plain form, which works before any script has come: its answer is the file itself, or the page where it will be. */
export function ExportForm({ subject, query, columns }: Props) {
  const t = useTranslations("exports");
  return (
    <form method="post" action="/exports/file" className={styles.form}>
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="query" value={query} />
      <ChoiceGroup legend={t("new.format")}>
        <div className={styles.formats}>
          {formats.map((format) => (
            <Choice
              key={format}
              type="radio"
              name="format"
              value={format}
              label={t(`formats.${format}`)}
              defaultChecked={format === "xlsx"}
            />
          ))}
        </div>
      </ChoiceGroup>
      <ChoiceGroup legend={t("new.columns")} hint={t("new.columnsHint")}>
        <div className={styles.columns}>
          {columns.map(({ name, label, usual }) => (
            <Choice key={name} name="columns" value={name} label={label} defaultChecked={usual} />
          ))}
        </div>
      </ChoiceGroup>
      <FormActions>
        <Button type="submit" look="primary" icon="download">
          {t("new.submit")}
        </Button>
      </FormActions>
    </form>
  );
}
