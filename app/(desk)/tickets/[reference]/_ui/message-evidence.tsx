import { getTranslations } from "next-intl/server";
import type { SenderEvidence } from "@/lib/incoming-mail/evidence-queries";
import { SenderTrust } from "../../../mails/_ui/sender-trust";
import styles from "./message-facts.module.css";

/** For who reviews mails: how it is known that a message that came by mail is its author's. */
export async function MessageEvidence({ evidence }: { evidence: SenderEvidence | undefined }) {
  const t = await getTranslations("mail.trust");
  if (!evidence || (evidence.authentication === null && evidence.remarks.length === 0)) return null;
  return (
    <details className={styles.evidence}>
      <summary>{t(evidence.remarks.length > 0 ? "lookTwice" : "title")}</summary>
      <SenderTrust evidence={evidence} />
    </details>
  );
}
