import { useTranslations } from "next-intl";
import { LinkButton } from "./button";
import styles from "./pagination.module.css";

type Props = {
  previousHref?: string | null;
  /** Where the way back leads to the start of the list rather than one page back. */
  previousLabel?: string;
  nextHref?: string | null /** For instance "50 fiches". */;
  summary?: string;
};

/** Steps through a list by keyset: there is a before and an after, no page numbers. Nothing when there is neither. */
export function Pagination({ previousHref, previousLabel, nextHref, summary }: Props) {
  const t = useTranslations("ui");
  if (!previousHref && !nextHref && !summary) return null;
  return (
    <nav className={styles.pagination} aria-label={t("pagination")}>
      {summary && <p>{summary}</p>}
      <div className={styles.steps}>
        {previousHref && (
          <LinkButton href={previousHref} rel="prev" size="small" icon="chevron-left">
            {previousLabel ?? t("previousPage")}
          </LinkButton>
        )}
        {nextHref && (
          <LinkButton href={nextHref} rel="next" size="small" icon="chevron-right">
            {t("nextPage")}
          </LinkButton>
        )}
      </div>
    </nav>
  );
}
