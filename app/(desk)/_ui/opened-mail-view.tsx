import { useTranslations } from "next-intl";

import { Notice } from "@/app/_ui/notice";
import { Facts, Panel } from "@/app/_ui/panel";
import { FileLink } from "@/app/_ui/thread";
import { Timestamp } from "@/app/_ui/timestamp";
import type { OpenedMail } from "@/lib/incoming-mail/opened-mail";
import { MessageBody } from "./message-body";
import styles from "./opened-mail-view.module.css";

type Props = { mail: OpenedMail /** Where the file at this place is fetched. */; partHref(place: number): string };

/** A message read from a file: who wrote it to whom and when, its words as text, and its files. */
export function OpenedMailView({ mail, partHref }: Props) {
  const t = useTranslations("mail");
  const { text, quoteFrom, unreadable, files } = mail;
  return (
    <>
      <Panel title={t("opened.title")}>
        <Facts
          facts={[
            [t("from"), mail.from ? addressWords(mail.from) : t("noSender")],
            [t("opened.to"), mail.to.map(addressWords).join(", ") || null],
            [t("opened.cc"), mail.cc.map(addressWords).join(", ") || null],
            [t("opened.date"), mail.date && <Timestamp key="date" at={mail.date} />],
          ]}
        />
      </Panel>
      <Panel title={t("opened.text")}>
        {unreadable && <Notice tone="warning">{t(`reasons.${unreadable}`)}</Notice>}
        {!unreadable && text === "" && <p>{t("opened.noText")}</p>}
        <div className={styles.text}>
          <MessageBody text={quoteFrom === null ? text : text.slice(0, quoteFrom)} />
        </div>
        {quoteFrom !== null && (
          <details>
            <summary>{t("opened.quoted")}</summary>
            <div className={styles.text}>
              <MessageBody text={text.slice(quoteFrom)} />
            </div>
          </details>
        )}
      </Panel>
      {files.length > 0 && (
        <Panel title={t("opened.files")} count={files.length}>
          <p className={styles.files}>
            {files.map((file, place) => (
              <FileLink key={place} href={partHref(place)} name={file.name} bytes={file.size} />
            ))}
          </p>
        </Panel>
      )}
    </>
  );
}

function addressWords({ address, name }: { address: string; name: string | null }): string {
  return name ? `${name} <${address}>` : address;
}
