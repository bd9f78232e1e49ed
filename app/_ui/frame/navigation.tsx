"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "../icons";
import styles from "./navigation.module.css";
import type { NavigationEntry } from "./navigation-entry";

type Props = { entries: NavigationEntry[]; look: "sidebar" | "bar"; children?: ReactNode };

/** The main navigation: groups of entries, the one in use marked. */
export function Navigation({ entries, look, children }: Props) {
  const t = useTranslations("shell");
  const current = useCurrent(entries);
  return (
    <nav className={styles.navigation} data-look={look} aria-label={t("mainNavigation")}>
      {children}
      {groupsOf(entries).map(({ group, members }) => (
        <div key={group ?? "top"} className={styles.group}>
          {group && <h2 className={styles.heading}>{t(`groups.${group}`)}</h2>}
          <ul className={styles.list}>
            {members.map((entry) => (
              <Entry key={entry.href} entry={entry} current={entry === current} label={t(`navigation.${entry.key}`)} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** On a phone: the main entries at the foot, and a button for the rest. */
export function FootNavigation({ entries, withMenu }: { entries: NavigationEntry[]; withMenu: boolean }) {
  const t = useTranslations("shell");
  const current = useCurrent(entries);
  return (
    <nav className={styles.foot} aria-label={t("shortNavigation")}>
      <ul className={styles.footList}>
        {entries
          .filter((entry) => entry.primary)
          .slice(0, 4)
          .map((entry) => (
            <Entry
              key={entry.href}
              entry={entry}
              current={entry === current}
              label={t(`navigation.${entry.key}`)}
              quiet
            />
          ))}
        {withMenu && (
          <li>
            <button type="button" className={styles.entry} popoverTarget="navigation">
              <Icon name="menu" />
              <span className={styles.label}>{t("menu")}</span>
            </button>
          </li>
        )}
      </ul>
    </nav>
  );
}

type EntryProps = { entry: NavigationEntry; current: boolean; label: string; quiet?: boolean };

function Entry({ entry, current, label, quiet }: EntryProps) {
  return (
    <li>
      <a
        href={entry.href}
        className={styles.entry}
        aria-current={current ? "page" : undefined}
        title={quiet ? undefined : label}
        data-shortcut={quiet ? undefined : entry.shortcut}
      >
        <Icon name={entry.icon} />
        <span className={styles.label}>{label}</span>
        {entry.count !== undefined && <span className={styles.count}>{entry.count}</span>}
      </a>
    </li>
  );
}

/** The entry whose address is the longest beginning of where we are. */
function useCurrent(entries: NavigationEntry[]): NavigationEntry | undefined {
  const path = usePathname();
  return entries
    .filter(({ href }) => path === href || (href !== "/" && path.startsWith(`${href}/`)))
    .sort((one, other) => other.href.length - one.href.length)[0];
}

function groupsOf(entries: NavigationEntry[]) {
  const names = [...new Set(entries.map((entry) => entry.group))];
  return names.map((group) => ({ group, members: entries.filter((entry) => entry.group === group) }));
}
