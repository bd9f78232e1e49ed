"use client";

import { useTranslations } from "next-intl";
import { Icon } from "../icons";
import styles from "./sidebar-toggle.module.css";

type Props = { folded: boolean; onToggle: () => void };

/** Folds the side navigation to its icons, and back. */
export function SidebarToggle({ folded, onToggle }: Props) {
  const t = useTranslations("shell");
  const label = t("foldNavigation");
  return (
    <button
      type="button"
      className={styles.toggle}
      title={label}
      aria-label={label}
      aria-pressed={folded}
      onClick={onToggle}
      data-shortcut="["
    >
      <Icon name="sidebar" />
      {!folded && <span>{label}</span>}
    </button>
  );
}
