import { useTranslations } from "next-intl";
import styles from "./skeleton.module.css";
import { VisuallyHidden } from "./visually-hidden";

const lineNames = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/** What stands in for a page while it loads: a title and up to twelve lines. For loading.tsx. */
export function Skeleton({ lines = 8 }: { lines?: number }) {
  const t = useTranslations("ui");
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <div className={`${styles.line} ${styles.title}`} />
      {lineNames.slice(0, lines).map((name) => (
        <div key={name} className={styles.line} />
      ))}
    </div>
  );
}
