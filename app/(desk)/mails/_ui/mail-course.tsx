import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Timestamp } from "@/app/_ui/timestamp";
import type { ListedMail } from "@/lib/incoming-mail/incoming-mail-queries";
import type { NoticeOf } from "@/lib/incoming-mail/notice-queries";
import type { MailKind } from "@/lib/outgoing-mail/outgoing-mail";
import styles from "./mails.module.css";

/** What happened to a message, oldest first: received, judged, decided about, and the mails that left because of it. */
export function MailCourse({ mail, notices }: { mail: ListedMail; notices: NoticeOf[] }) {
  const t = useTranslations("mail");
  const { outcome, decision, decidedAt, handledAt } = mail;
  const steps: [at: Date, words: ReactNode][] = [
    [mail.receivedAt, t("course.received", { door: t(`doors.${mail.door}`) })],
    // A decided message bears the outcome of the decision; its own was to wait.
    ...(handledAt && outcome
      ? [[handledAt, t(`course.judged.${decision ? "quarantined" : outcome}`)] as [Date, ReactNode]]
      : []),
    ...(decidedAt && decision
      ? [[decidedAt, t(`decisions.${decision}`, { name: mail.deciderName ?? t("somebody") })] as [Date, ReactNode]]
      : []),
    ...notices.map((notice): [Date, ReactNode] => [
      notice.sentAt ?? notice.createdAt,
      <Left key={notice.id} {...notice} />,
    ]),
  ];
  return (
    <ol className={styles.steps}>
      {steps
        .toSorted(([one], [other]) => one.getTime() - other.getTime())
        .map(([at, words], position) => (
          <li key={position}>
            <Timestamp at={at} /> · {words}
          </li>
        ))}
    </ol>
  );
}

function Left({ id, kind, toMail, state }: NoticeOf) {
  const t = useTranslations("mail.outbox");
  return (
    <>
      <a href={`/mails/outbox/${id}`}>{t(`kinds.${kind as MailKind}`)}</a> → {toMail} ({t(`states.${state}`)})
    </>
  );
}
