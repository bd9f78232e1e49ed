import type { ReactNode } from "react";
import styles from "./empty.module.css";
import { Icon, type IconName } from "./icons";

type Props = { title: string; icon?: IconName; children?: ReactNode; actions?: ReactNode };

/** What stands where nothing is: what it means and what one can do. */
export function Empty({ title, icon = "inbox", children, actions }: Props) {
  return (
    <div className={styles.empty}>
      <Icon name={icon} size={28} className={styles.icon} />
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.words}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
