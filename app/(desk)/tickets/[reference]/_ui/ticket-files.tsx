import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { FileLink } from "@/app/_ui/thread";
import { ScanMark } from "./attachment";
import type { TicketPage } from "./read-ticket";
import styles from "./ticket-files.module.css";

/** Every file of a ticket that is given, in one place; those of notes are marked. */
export async function TicketFiles({ page: { attachments } }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  const safe = attachments.filter((file) => file.safety.served);
  if (safe.length === 0) return null;
  return (
    <Panel title={t("files.title")} count={safe.length}>
      <ul className={styles.files}>
        {safe.map((file) => (
          <li key={file.id} className={styles.file}>
            <FileLink
              href={`/api/v1/attachments/${file.id}/content`}
              name={file.name}
              bytes={file.size}
              fact={file.internal && <span className={styles.internal}>{t("thread.note")}</span>}
            />
            <ScanMark file={file} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
