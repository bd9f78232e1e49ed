import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { SenderEvidence } from "@/lib/incoming-mail/evidence-queries";
import styles from "./sender-trust.module.css";

/** Whether a message's sender is who he says he is, and how that is known, in words. */
export function SenderTrust({ evidence }: { evidence: SenderEvidence }) {
  const t = useTranslations("mail.trust");
  const { authentication, remarks, domain, readableDomain } = evidence;
  return (
    <div className={styles.trust}>
      <p>
        {authentication === null
          ? t(evidence.peerTrusted ? "believedPeer" : "nobodyAsked")
          : t(`verdicts.${authentication.verdict}`, { domain })}
      </p>
      {authentication && (
        <>
          <p className={styles.source}>{t(`by.${authentication.by}`, { server: authentication.server ?? "" })}</p>
          <ul className={styles.checks}>
            {checksOf(authentication).map(({ name, result, domain: about }, position) => (
              <li key={position}>
                <Badge tone={result === "pass" ? "success" : result === "fail" ? "danger" : "neutral"}>{name}</Badge>{" "}
                {t(`results.${result}`)}
                {about && ` · ${about}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {remarks.length > 0 && (
        <ul className={styles.remarks}>
          {remarks.map((remark) => (
            <li key={remark}>{t(`remarks.${remark}`, { domain: readableDomain ?? domain })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function checksOf({ spf, dkim, dmarc }: NonNullable<SenderEvidence["authentication"]>) {
  return [
    ...(dmarc ? [{ name: "DMARC", ...dmarc }] : []),
    ...(spf ? [{ name: "SPF", ...spf }] : []),
    ...dkim.map((one) => ({ name: "DKIM", ...one })),
  ];
}
