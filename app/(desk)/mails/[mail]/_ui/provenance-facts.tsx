import { useTranslations } from "next-intl";
import { FileSize } from "@/app/_ui/file-size";
import { Facts, Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import type { getIncomingMail } from "@/lib/incoming-mail/incoming-mail-queries";

/** Where a message comes from, as far as it is known. */
export function ProvenanceFacts({ mail }: { mail: Awaited<ReturnType<typeof getIncomingMail>> }) {
  const t = useTranslations("mail");
  return (
    <Panel title={t("facts")}>
      <Facts
        facts={[
          [t("from"), mail.fromName ? `${mail.fromName} <${mail.fromMail}>` : mail.fromMail || t("noSender")],
          [t("knownAs"), mail.accountMail ?? t("unknownSender")],
          [t("envelopeTo"), mail.envelopeTo.join(", ") || null],
          [t("workspace"), mail.workspaceName ?? t("platform")],
          [t("receivedAt"), <Timestamp key="at" at={mail.receivedAt} />],
          [t("door"), t(`doors.${mail.door}`)],
          [t("peer"), mail.peer],
          [t("messageId"), mail.messageId],
          [t("size"), <FileSize key="size" bytes={mail.size} />],
        ]}
      />
    </Panel>
  );
}
