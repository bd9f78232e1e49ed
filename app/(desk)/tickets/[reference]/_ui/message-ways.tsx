import { getTranslations } from "next-intl/server";
import { mayWorkspace } from "@/lib/access/ability";
import type { ThreadMessage } from "@/lib/tickets/thread-queries";
import styles from "./attachment.module.css";
import type { TicketPage } from "./read-ticket";

/** The other forms of a message that came by mail: as its sender laid it out, and as it came for who reviews mails. */
export async function MessageWays({ message, page }: { message: ThreadMessage; page: TicketPage }) {
  const t = await getTranslations("tickets.thread");
  const { ticket, formatted, viewer } = page;
  const here = `/tickets/${ticket.reference}`;
  const shown = formatted === message.id;
  const reviews = message.incomingMailId !== null && mayWorkspace(viewer.rights, "reviewMails", ticket.workspaceId);
  return (
    <>
      {message.html && (
        <a className={styles.nature} href={`${here}${shown ? "" : `?formatted=${message.id}`}#message-${message.id}`}>
          {t(shown ? "asText" : "formatted")}
        </a>
      )}
      {reviews && (
        <a className={styles.nature} href={`/mails/${message.incomingMailId}`}>
          {t("original")}
        </a>
      )}
    </>
  );
}
