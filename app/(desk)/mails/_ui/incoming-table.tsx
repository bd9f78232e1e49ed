import { useTranslations } from "next-intl";
import { RowLink, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { ListedMail } from "@/lib/incoming-mail/incoming-mail-queries";
import type { NoticeOf } from "@/lib/incoming-mail/notice-queries";
import { MailCourse } from "./mail-course";
import styles from "./mails.module.css";
import { OutcomeBadge } from "./outcome-badge";
import { ReasonWords } from "./reason-words";

type Props = { mails: ListedMail[]; notices: NoticeOf[]; caption: string };

/** Messages that came, one a row: whose, what about, what became of them and why, and all that happened on the way. */
export function IncomingTable({ mails, notices, caption }: Props) {
  const t = useTranslations("mail");
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{t("subject")}</th>
          <th scope="col">{t("from")}</th>
          <th scope="col">{t("workspace")}</th>
          <th scope="col">{t("becoming")}</th>
          <th scope="col">{t("receivedAt")}</th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <td data-main>
              <RowLink href={`/mails/${mail.id}`}>{mail.subject || t("noSubject")}</RowLink>
              <ReasonWords reason={mail.reason} />
              <details className={styles.course}>
                <summary>{t("course.title")}</summary>
                <MailCourse mail={mail} notices={notices.filter(({ incomingMailId }) => incomingMailId === mail.id)} />
              </details>
            </td>
            <td data-label={t("from")}>{mail.fromMail || t("noSender")}</td>
            <td data-label={t("workspace")} data-quiet>
              {mail.workspaceName ?? t("platform")}
            </td>
            <td data-label={t("becoming")}>
              <OutcomeBadge mail={mail} />{" "}
              {mail.ticketReference && (
                <a className={styles.reference} href={`/tickets/${mail.ticketReference}`}>
                  {mail.ticketReference}
                </a>
              )}
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
