import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import styles from "./page-header.module.css";

export type Crumb = { href: string; label: string };

type Props = {
  title: string;
  /** A ticket's number, set before its title in a quieter ink. */
  reference?: string;
  trail?: Crumb[];
  /** One sentence that says what the page is for. */
  intro?: ReactNode;
  /** Badges and facts under the title. */
  meta?: ReactNode;
  actions?: ReactNode;
};

/** The head of every page: where one is, its only `h1`, and what can be done. */
export function PageHeader({ title, reference, trail, intro, meta, actions }: Props) {
  return (
    <header className={styles.header}>
      {trail && trail.length > 0 && <Trail crumbs={trail} />}
      <div className={styles.row}>
        <h1 className={styles.title}>
          {reference && <span className={styles.reference}>{reference} </span>}
          {title}
        </h1>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {intro && <p className={styles.intro}>{intro}</p>}
      {meta && <div className={styles.meta}>{meta}</div>}
    </header>
  );
}

function Trail({ crumbs }: { crumbs: Crumb[] }) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("breadcrumb")}>
      <ol className={styles.trail}>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
