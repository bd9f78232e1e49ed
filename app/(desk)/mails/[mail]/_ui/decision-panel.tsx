import { useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import type { getIncomingMail } from "@/lib/incoming-mail/incoming-mail-queries";
import { DecisionForm } from "./decision-form";
import { RejectButton } from "./reject-button";

type Props = {
  mail: Awaited<ReturnType<typeof getIncomingMail>>;
  places: { key: string; name: string }[];
  mayRemember: boolean;
};

/** What an agent can decide about a message that waits. */
export function DecisionPanel({ mail, places, mayRemember }: Props) {
  const t = useTranslations("mail");
  return (
    <Panel title={t("decide.title")} actions={<RejectButton mail={mail.id} />}>
      <DecisionForm
        mail={mail.id}
        author={mail.accountName}
        address={mayRemember ? mail.fromMail : null}
        ticket={mail.ticketReference ?? ""}
        places={places}
      />
    </Panel>
  );
}
