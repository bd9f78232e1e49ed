import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import styles from "./message-facts.module.css";
import type { TicketPage } from "./read-ticket";

/** The tickets that this one follows or that follow it; for who works on it, the one that it may be the rest of. */
export async function TicketLinks({ page: { links, beginning } }: { page: TicketPage }) {
  const t = await getTranslations("tickets.links");
  if (links.length === 0 && beginning === null) return null;
  return (
    <Panel title={t("title")}>
      <ul className={styles.links}>
        {links.map(({ way, id, reference, title }) => (
          <li key={id} className={styles.link}>
            <span className={styles.way}>{t(way)}</span>
            <a href={`/tickets/${reference}`}>{reference}</a> {title}
          </li>
        ))}
        {beginning && (
          <li className={styles.link}>
            <span className={styles.way}>{t("perhaps")}</span>
            <a href={`/tickets/${beginning.reference}`}>{beginning.reference}</a> {beginning.title}
          </li>
        )}
      </ul>
    </Panel>
  );
}
