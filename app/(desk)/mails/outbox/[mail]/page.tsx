import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Columns } from "@/app/_ui/columns";
import { PageHeader } from "@/app/_ui/page-header";
import { Facts, Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import type { MailKind } from "@/lib/outgoing-mail/outgoing-mail";
import { getOutgoingMail } from "@/lib/outgoing-mail/outgoing-mail-queries";
import { readOutboxFile } from "@/lib/outgoing-mail/read-outbox-file";
import styles from "../../_ui/mails.module.css";
import { StateBadge } from "../_ui/state-badge";
import { RetryButton } from "./_ui/retry-button";
import { TroubleWords } from "./_ui/trouble-words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("outbox.title") };
}

export default async function OutgoingMailPage({ params }: PageProps<"/mails/outbox/[mail]">) {
  const { mail: id } = await params;
  const { mail } = await view(async (tx) => ({ mail: await getOutgoingMail(tx, id) }));
  const file = mail.mayRead ? await readOutboxFile(mail.id) : null;
  const t = await getTranslations("mail");
  return (
    <>
      <PageHeader
        title={t(`outbox.kinds.${mail.kind as MailKind}`)}
        reference={mail.reference ?? undefined}
        trail={[{ href: "/mails/outbox", label: t("outbox.title") }]}
        meta={
          <>
            <StateBadge mail={mail} />
            <TroubleWords mail={mail} />
          </>
        }
        actions={mail.state === "failed" && <RetryButton mail={mail.id} />}
      />
      <Columns
        asideLabel={t("facts")}
        aside={
          <Panel title={t("facts")}>
            <Facts
              facts={[
                [t("outbox.to"), mail.toName ? `${mail.toName} <${mail.toMail}>` : mail.toMail],
                [t("workspace"), mail.workspaceName ?? t("platform")],
                [t("outbox.createdAt"), <Timestamp key="written" at={mail.createdAt} />],
                [t("outbox.sentAt"), mail.sentAt && <Timestamp key="sent" at={mail.sentAt} />],
                [t("outbox.attempts"), mail.attempts],
                [
                  t("outbox.nextTry"),
                  mail.state === "queued" && mail.nextTryAt ? <Timestamp key="next" at={mail.nextTryAt} /> : null,
                ],
                [t("messageId"), mail.headerMessageId],
              ]}
            />
          </Panel>
        }
      >
        <Panel title={t("outbox.text")}>
          {file ? (
            <pre className={styles.text}>{file.text}</pre>
          ) : (
            <p>{t(mail.mayRead ? "outbox.atServer" : "outbox.notYours")}</p>
          )}
        </Panel>
        {file && (
          <Panel title={t("outbox.headers")}>
            <pre className={styles.headers}>{file.headers}</pre>
          </Panel>
        )}
      </Columns>
    </>
  );
}
