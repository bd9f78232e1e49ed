import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import type { AccountState } from "@/lib/accounts/account";

const tones = { invited: "info", active: "success", suspended: "danger" } as const;

export function AccountStateBadge({ state }: { state: AccountState }) {
  const t = useTranslations("accounts");
  return <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>;
}
