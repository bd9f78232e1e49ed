"use client";

import { useTranslations } from "next-intl";
import { Icon } from "../icons";
import { sidebarCookie } from "./sidebar-cookie";
import styles from "./sidebar-toggle.module.css";

/** Folds the side navigation to its icons and back; the choice is kept for the next page drawn by the server. */
export function SidebarToggle() {
  const t = useTranslations("shell");
  return (
    <button type="button" className={styles.toggle} title={t("foldNavigation")} onClick={toggle} data-shortcut="[">
      <Icon name="sidebar" />
      <span className={styles.label}>{t("foldNavigation")}</span>
    </button>
  );
}

function toggle() {
  const frame = document.querySelector<HTMLElement>("[data-sidebar]");
  if (!frame) return;
  const next = frame.dataset.sidebar === "icons" ? "full" : "icons";
  frame.dataset.sidebar = next;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from older Firefox and Safari.
  document.cookie = `${sidebarCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
}
