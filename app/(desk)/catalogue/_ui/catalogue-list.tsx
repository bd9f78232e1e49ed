import { useLocale } from "next-intl";
import { Icon } from "@/app/_ui/icons";
import type { RequestForm } from "@/lib/workspaces/request-form-queries";
import { labelIn } from "../../tickets/_ui/ticket-words";
import styles from "./catalogue.module.css";

type Props = { label: string; forms: RequestForm[] };

/** Forms, each by what one gets by it. */
export function CatalogueList({ label, forms }: Props) {
  const locale = useLocale();
  return (
    <ul className={styles.list} aria-label={label}>
      {forms.map((form) => (
        <li key={form.id} className={styles.form}>
          <a className={styles.link} href={`/catalogue/${form.workspaceKey}/${form.code}`}>
            {labelIn(locale, form)}
          </a>
          <span className={styles.words}>{locale === "en" ? form.descriptionEn : form.descriptionFr}</span>
          <span className={styles.arrow}>
            <Icon name="chevron-right" />
          </span>
        </li>
      ))}
    </ul>
  );
}
