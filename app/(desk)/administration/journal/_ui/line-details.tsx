import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import styles from "./journal-table.module.css";

type Payload = Record<string, unknown>;

/** The facts of a line in words: whom or what it is about, then each field as it was and as it became. */
export function LineDetails({ payload, names }: { payload: Payload; names: Record<string, string> }) {
  const t = useTranslations("administration");
  const changed = isRecord(payload.changed) ? payload.changed : {};
  const facts = [...Object.entries(payload), ...Object.entries(changed)]
    .filter(([field]) => t.has(`facts.${field}` as never))
    .map(([field, value]) => ({ field, words: wordsOf(value, names) }))
    .filter(({ words }) => words !== null);
  if (facts.length === 0) return null;
  return (
    <ul className={styles.details}>
      {facts.map(({ field, words }) => (
        <li key={field}>
          {t(`facts.${field}` as never)} {words}
        </li>
      ))}
    </ul>
  );
}

/** A pair is what it was and what it became; what is neither text nor pair is shown as it is kept. */
function wordsOf(value: unknown, names: Record<string, string>): ReactNode {
  if (Array.isArray(value) && value.length === 2 && !value.every((one) => typeof one === "string" && names[one])) {
    const [before, after] = value.map((one) => textOf(one, names));
    return (
      <>
        <del className={styles.before}>{before || "–"}</del> → <ins>{after || "–"}</ins>
      </>
    );
  }
  const text = textOf(value, names);
  return text === "" ? null : text;
}

function textOf(value: unknown, names: Record<string, string>): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return names[value] ?? value;
  if (Array.isArray(value)) return value.map((one) => textOf(one, names)).join(", ");
  if (isRecord(value))
    return Object.values(value)
      .map((one) => textOf(one, names))
      .join(" ");
  return String(value);
}

function isRecord(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
