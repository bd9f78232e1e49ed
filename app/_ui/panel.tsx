import type { ReactNode } from "react";
import styles from "./panel.module.css";

type Props = {
  title?: string;
  count?: number;
  actions?: ReactNode;
  foot?: ReactNode;
  /** A table or a list that reaches the edges. */
  flush?: boolean;
  /** For links that lead here; the title is then `<id>-title`. */
  id?: string;
  children: ReactNode;
};

/** A titled section on its own ground. */
export function Panel({ title, count, actions, foot, flush, id, children }: Props) {
  return (
    <section className={styles.panel} id={id} aria-label={title}>
      {title && (
        <header className={styles.head}>
          <h2 className={styles.title}>
            {title}
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </h2>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
      {foot && <footer className={styles.foot}>{foot}</footer>}
    </section>
  );
}

/** Names and values, two by two: `[["Projet", "Portail"], …]`. Null values are left out. */
export function Facts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([label, value]) => [<dt key={`${label} name`}>{label}</dt>, <dd key={label}>{value}</dd>])}
    </dl>
  );
}
