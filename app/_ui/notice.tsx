import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons";
import styles from "./notice.module.css";

type NoticeTone = "info" | "success" | "warning" | "danger";

const icons: Record<NoticeTone, IconName> = { info: "info", success: "check", warning: "alert", danger: "alert" };

/** A few words that stay in the page, above what they speak of. For words that pass, see showToast. */
export function Notice({
  tone = "info",
  title,
  children,
}: {
  tone?: NoticeTone;
  title?: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "danger" ? "alert" : undefined}>
      <Icon name={icons[tone]} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
