import Form from "next/form";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button, lookClasses } from "./button";
import styles from "./filter-bar.module.css";
import { FilterFold } from "./filter-fold";
import { Icon } from "./icons";

export type AppliedFilter = { label: string /** The same list without this filter. */; removeHref: string };

type Props = {
  /** The list's own address: filters live in its query. */
  action: string;
  /** What is applied now, each removable. */
  applied?: AppliedFilter[];
  clearHref?: string;
  /** Fields (TextField, SelectField… with `optional`) named as in the query, and hidden inputs for what must stay. */
  children: ReactNode;
  /** Fields of rarer use, folded unless `moreOpen`. */
  more?: ReactNode;
  moreOpen?: boolean;
};

/** The filters of a list: a form that only reads, so that its address can be kept and sent. */
export function FilterBar({ action, applied = [], clearHref = action, children, more, moreOpen }: Props) {
  const t = useTranslations("ui");
  return (
    <search className={styles.bar}>
      <FilterFold label={t("filters", { count: applied.length })}>
        <Form action={action} prefetch={false}>
          <div className={styles.fields}>
            {children}
            <Button type="submit">{t("applyFilters")}</Button>
            {more && (
              <details className={styles.more} open={moreOpen}>
                <summary className={lookClasses({ look: "quiet" })}>
                  {t("moreFilters")}
                  <Icon name="chevron-down" size={12} />
                </summary>
                <div className={styles.fields}>{more}</div>
              </details>
            )}
          </div>
        </Form>
      </FilterFold>
      {applied.length > 0 && (
        <ul className={styles.chips} aria-label={t("appliedFilters")}>
          {applied.map((filter) => (
            <li key={filter.label}>
              <a className={styles.chip} href={filter.removeHref} title={t("removeFilter", { filter: filter.label })}>
                {filter.label}
                <Icon name="close" size={12} />
              </a>
            </li>
          ))}
          <li>
            <a className={styles.clear} href={clearHref}>
              {t("clearFilters")}
            </a>
          </li>
        </ul>
      )}
    </search>
  );
}
