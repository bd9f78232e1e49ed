"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/app/_ui/icons";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import styles from "./administration.module.css";

/** Hides the rows of a table that do not hold what is typed; accents and case do not count. */
export function RowFilter({ table, label }: { table: string; label: string }) {
  const t = useTranslations("administration");
  const [found, setFound] = useState<number | null>(null);
  return (
    <search className={styles.filter}>
      <Icon name="search" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        onChange={(event) => setFound(filterRows(table, event.target.value))}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      <VisuallyHidden role="status">{found === null ? "" : t("rowsFound", { count: found })}</VisuallyHidden>
    </search>
  );
}

function filterRows(table: string, words: string): number | null {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  const rows = [...document.querySelectorAll<HTMLElement>(`#${table} tbody tr`)];
  for (const row of rows) {
    const text = fold(row.dataset.words ?? row.textContent ?? "");
    row.hidden = !wanted.every((word) => text.includes(word));
  }
  return wanted.length === 0 ? null : rows.filter((row) => !row.hidden).length;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
