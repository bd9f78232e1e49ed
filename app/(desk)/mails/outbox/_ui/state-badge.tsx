import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { OutgoingMail } from "@/lib/outgoing-mail/outgoing-mail";

const tones = { queued: "info", sent: "success", failed: "danger", bounced: "danger", withheld: "neutral" } as const;

export function StateBadge({ state }: { state: OutgoingMail["state"] }) {
  const t = useTranslations("mail");
  return <Badge tone={tones[state]}>{t(`outbox.states.${state}`)}</Badge>;
}
