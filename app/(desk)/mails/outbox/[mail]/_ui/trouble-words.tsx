import { useTranslations } from "next-intl";
import { causeOfBounce } from "@/lib/outgoing-mail/bounce";
import styles from "../../../_ui/mails.module.css";

type Troubled = {
  state: string;
  toMail: string;
  forDigest: boolean;
  lastError: string | null;
  bounceStatus: string | null;
};

/** Why a mail did not leave or came back: the reason of ours, or what the mail server answered last. */
export function TroubleWords({ mail }: { mail: Troubled }) {
  const t = useTranslations("mail");
  const { state, toMail, forDigest, lastError, bounceStatus } = mail;
  if (state === "bounced")
    return (
      <p className={styles.reason}>
        {t("notDelivered", { to: toMail, why: t(`bounces.${causeOfBounce(bounceStatus)}`) })}
        {bounceStatus && ` (${bounceStatus})`}
        {lastError && ` · ${lastError}`}
      </p>
    );
  if (state === "queued" && forDigest) return <p className={styles.reason}>{t("outbox.inDigestWords")}</p>;
  if (!lastError) return null;
  const ours = state === "withheld" && t.has(`outbox.withheld.${lastError}` as never);
  return (
    <p className={styles.reason}>
      {ours ? t(`outbox.withheld.${lastError}` as never) : `${t("outbox.lastError")} : ${lastError}`}
    </p>
  );
}
