import { useTranslations } from "next-intl";
import { RowLink, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { MailKind } from "@/lib/outgoing-mail/outgoing-mail";
import type { ListedOutgoingMail } from "@/lib/outgoing-mail/outgoing-mail-queries";
import { StateBadge } from "./state-badge";

/** Mails that leave or left, one a row: which, to whom, in what state. */
export function OutboxTable({ mails }: { mails: ListedOutgoingMail[] }) {
  const t = useTranslations("mail");
  return (
    <Table caption={t("outbox.title")}>
      <thead>
        <tr>
          <th scope="col">{t("outbox.kind")}</th>
          <th scope="col">{t("outbox.to")}</th>
          <th scope="col">{t("workspace")}</th>
          <th scope="col">{t("outbox.state")}</th>
          <th scope="col">{t("outbox.createdAt")}</th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <td data-main>
              <RowLink href={`/mails/outbox/${mail.id}`}>
                {t(`outbox.kinds.${mail.kind as MailKind}`)} {mail.reference}
              </RowLink>
            </td>
            <td data-label={t("outbox.to")}>{mail.toMail}</td>
            <td data-label={t("workspace")} data-quiet>
              {mail.workspaceName ?? t("platform")}
            </td>
            <td data-label={t("outbox.state")}>
              <StateBadge mail={mail} />
            </td>
            <td data-label={t("outbox.createdAt")} data-quiet>
              <Timestamp at={mail.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
