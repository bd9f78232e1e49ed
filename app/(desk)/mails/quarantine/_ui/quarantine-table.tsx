import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { RowLink, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { ListedMail } from "@/lib/incoming-mail/incoming-mail-queries";
import styles from "../../_ui/mails.module.css";
import { ReasonWords } from "../../_ui/reason-words";

const longestPreview = 160;

/** What waits, one a row, each with its box: who wrote, what, and why it was held. */
export function QuarantineTable({ mails }: { mails: ListedMail[] }) {
  const t = useTranslations("mail");
  return (
    <Table caption={t("quarantine.title")}>
      <thead>
        <tr>
          <th scope="col">{t("together.chosen")}</th>
          <th scope="col">{t("subject")}</th>
          <th scope="col">{t("from")}</th>
          <th scope="col">{t("workspace")}</th>
          <th scope="col">{t("receivedAt")}</th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <td data-first>
              <input
                type="checkbox"
                name="mails"
                value={mail.id}
                aria-label={t("together.choose", { subject: mail.subject || t("noSubject") })}
              />
            </td>
            <td data-main>
              <RowLink href={`/mails/${mail.id}`}>{mail.subject || t("noSubject")}</RowLink>{" "}
              {mail.remarks.length > 0 && <Badge tone="warning">{t("lookTwice")}</Badge>}
              <ReasonWords reason={mail.reason} />
              {mail.excerpt && <p className={styles.reason}>{previewOf(mail.excerpt)}</p>}
            </td>
            <td data-label={t("from")}>
              <bdi>{mail.fromName ? `${mail.fromName} <${mail.fromMail}>` : mail.fromMail || t("noSender")}</bdi>
            </td>
            <td data-label={t("workspace")} data-quiet>
              {mail.workspaceName ?? t("platform")}
            </td>
            <td data-label={t("receivedAt")} data-quiet>
              <Timestamp at={mail.receivedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function previewOf(excerpt: string): string {
  const line = excerpt.replace(/\s+/g, " ").trim();
  return line.length > longestPreview ? `${line.slice(0, longestPreview)}…` : line;
}
