import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icons";
import styles from "./table.module.css";

type Props = {
  /** What the table holds, read aloud before it. */
  caption: string;
  /** Keep columns on a phone and let them scroll sideways: for matrices. Otherwise rows become cards. */
  scroll?: boolean;
  children: ReactNode;
};

/**
 * Plain `thead`/`tbody` within. Cells speak by attributes: `data-main` (the wide one), `data-numeric`, `data-quiet`, `data-short` (on one line),
 * and on a phone's card `data-label="…"` (said before the value), `data-first` (comes first), `data-wide` (left out; on the `th`
 * too it leaves the column out of a narrow table).
 */
export function Table({ caption, scroll, children }: Props) {
  const table = (
    <table className={scroll ? styles.table : `${styles.table} ${styles.cards}`}>
      <caption className={styles.caption}>{caption}</caption>
      {children}
    </table>
  );
  if (!scroll) return <div className={styles.box}>{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      {table}
    </section>
  );
}

/** The link that opens the row; the whole row is its target. */
export function RowLink(props: ComponentProps<"a"> & { href: string }) {
  return <a {...props} className={styles.rowLink} data-row-link />;
}

type SortHeaderProps = {
  label: string;
  href: string;
  sorted?: "ascending" | "descending";
  numeric?: boolean;
  /** Left out where there is little room; its cells bear `data-wide` too. */
  wide?: boolean;
};

/** A column's head that sorts by it; `href` is the same list, sorted. */
export function SortHeader({ label, href, sorted, numeric, wide }: SortHeaderProps) {
  return (
    <th scope="col" aria-sort={sorted} data-numeric={numeric || undefined} data-wide={wide || undefined}>
      <a href={href} className={styles.sort} data-sorted={sorted}>
        {label}
        {sorted && <Icon name={sorted === "ascending" ? "arrow-up" : "arrow-down"} size={12} />}
      </a>
    </th>
  );
}
