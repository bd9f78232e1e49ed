import type { ReactNode } from "react";
import styles from "./columns.module.css";

/** A page in two: what is read, and beside it (under it on a small screen) the facts about it. */
export function Columns({
  aside,
  asideLabel,
  children,
}: {
  aside: ReactNode;
  asideLabel: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.columns}>
      <div>{children}</div>
      <aside className={styles.aside} aria-label={asideLabel}>
        {aside}
      </aside>
    </div>
  );
}
