import { useTranslations } from "next-intl";
import styles from "../../../_ui/mails.module.css";

/** Why a mail did not leave: the reason of ours, or what the mail server answered last. */
export function TroubleWords({ mail }: { mail: { state: string; forDigest: boolean; lastError: string | null } }) {
  const t = useTranslations("mail");
  const { state, forDigest, lastError } = mail;
  if (state === "queued" && forDigest) return <p className={styles.reason}>{t("outbox.inDigestWords")}</p>;
  if (!lastError) return null;
  const ours = state === "withheld" && t.has(`outbox.withheld.${lastError}` as never);
  return (
    <p className={styles.reason}>
      {ours ? t(`outbox.withheld.${lastError}` as never) : `${t("outbox.lastError")} : ${lastError}`}
    </p>
  );
}
