import { useTranslations } from "next-intl";
import type { CalendarEntry } from "@/lib/planning/calendar-queries";
import styles from "./calendar.module.css";

/** What stands in the way of a planned ticket, in words. */
export function ConflictWords({ entry: { overlapping, freezes } }: { entry: CalendarEntry }) {
  const t = useTranslations("planning");
  return (
    <>
      {freezes.map(({ id, title }) => (
        <span key={id} className={styles.conflict}>
          {t("inFreeze", { title })}
        </span>
      ))}
      {overlapping.length > 0 && (
        <span className={styles.conflict}>
          {t("conflict", { references: overlapping.map(({ reference }) => reference).join(", ") })}
        </span>
      )}
    </>
  );
}
