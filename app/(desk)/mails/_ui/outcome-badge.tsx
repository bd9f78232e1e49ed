import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/app/_ui/badge";
import type { ListedMail } from "@/lib/incoming-mail/incoming-mail-queries";

const tones = {
  opened: "success",
  replied: "info",
  automatic: "neutral",
  bounce: "danger",
  quarantined: "warning",
  ignored: "neutral",
  duplicate: "neutral",
} as const;

/** What became of a message, or what an agent decided about it. */
export function OutcomeBadge({ mail }: { mail: Pick<ListedMail, "outcome" | "decision" | "deciderName"> }) {
  const t = useTranslations("mail");
  const { outcome, decision, deciderName } = mail;
  if (decision)
    return (
      <Badge tone={decisionTone(decision)}>{t(`decisions.${decision}`, { name: deciderName ?? t("somebody") })}</Badge>
    );
  return outcome ? <Badge tone={tones[outcome]}>{t(`outcomes.${outcome}`)}</Badge> : null;
}

function decisionTone(decision: NonNullable<ListedMail["decision"]>): Tone {
  return decision === "rejected" || decision === "spam" ? "neutral" : "success";
}
