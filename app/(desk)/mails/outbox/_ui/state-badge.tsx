import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { OutgoingMail } from "@/lib/outgoing-mail/outgoing-mail";

const tones = { queued: "info", sent: "success", failed: "danger", bounced: "danger", withheld: "neutral" } as const;

type Standing = Pick<OutgoingMail, "state" | "forDigest" | "lastError">;

/** Where a mail is; one that a server did not take yet is late, and one that waits for a summary is not. */
export function StateBadge({ mail: { state, forDigest, lastError } }: { mail: Standing }) {
  const t = useTranslations("mail");
  if (state === "queued" && forDigest) return <Badge tone="info">{t("outbox.inDigest")}</Badge>;
  if (state === "queued" && lastError) return <Badge tone="warning">{t("outbox.late")}</Badge>;
  return <Badge tone={tones[state]}>{t(`outbox.states.${state}`)}</Badge>;
}
