import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "./avatar";
import { FileSize } from "./file-size";
import { Icon, type IconName } from "./icons";
import styles from "./thread.module.css";
import { Timestamp } from "./timestamp";

/** What was said about one thing, oldest first. Children: Message and ThreadEvent, each in its `li`. */
export function Thread({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className={styles.thread} aria-label={label}>
      {children}
    </ol>
  );
}

type MessageProps = {
  /** Target of a link to this message. */
  id?: string;
  author: string;
  at: Date | string;
  /** "own": written by the reader. "note": seen by entitled people only; say so in `badges` too. */
  kind?: "message" | "own" | "note";
  /** Channel, delivery state, "note interne"… */
  badges?: ReactNode;
  actions?: ReactNode;
  /** The words; lines are kept as written. */
  children: ReactNode;
  /** Earlier mail repeated under the answer: folded, never cut. */
  quoted?: ReactNode;
  /** FileLink elements. */
  files?: ReactNode;
  /** What became of it: to whom it went. */
  foot?: ReactNode;
};

export function Message({
  id,
  author,
  at,
  kind = "message",
  badges,
  actions,
  children,
  quoted,
  files,
  foot,
}: MessageProps) {
  const t = useTranslations("ui");
  return (
    <li>
      <article className={styles.message} id={id} data-kind={kind} aria-label={author}>
        <header className={styles.head}>
          <Avatar name={author} />
          <span className={styles.author}>{author}</span>
          {badges}
          <span className={styles.aside}>
            <Timestamp at={at} />
            {actions}
          </span>
        </header>
        <div className={styles.body}>{children}</div>
        {quoted && (
          <details className={styles.quoted}>
            <summary>{t("showQuoted")}</summary>
            <div>{quoted}</div>
          </details>
        )}
        {files && <div className={styles.files}>{files}</div>}
        {foot}
      </article>
    </li>
  );
}

type FileLinkProps = { href: string; name: string; bytes: number /** "Pas encore analysé"… */; fact?: ReactNode };

/** One attached file. */
export function FileLink({ href, name, bytes, fact }: FileLinkProps) {
  return (
    <a className={styles.file} href={href} download>
      <Icon name="paperclip" size={14} />
      <span className={styles.fileName}>{name}</span>
      <span className={styles.fileFact}>
        <FileSize bytes={bytes} />
      </span>
      {fact}
    </a>
  );
}

/** One line of what happened, between messages. */
export function ThreadEvent({
  icon = "history",
  at,
  children,
}: {
  icon?: IconName;
  at: Date | string;
  children: ReactNode;
}) {
  return (
    <li className={styles.event}>
      <Icon name={icon} size={14} />
      <span>
        {children} · <Timestamp at={at} />
      </span>
    </li>
  );
}
