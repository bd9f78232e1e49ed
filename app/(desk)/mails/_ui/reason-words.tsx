import { useTranslations } from "next-intl";
import styles from "./mails.module.css";

/** Why a message waits or was set aside, in a sentence. */
export function ReasonWords({ reason }: { reason: string | null }) {
  const t = useTranslations("mail");
  if (!reason || !t.has(`reasons.${reason}` as never)) return null;
  return <p className={styles.reason}>{t(`reasons.${reason}` as never)}</p>;
}
