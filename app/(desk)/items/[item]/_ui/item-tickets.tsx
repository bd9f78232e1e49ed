import { useLocale, useTranslations } from "next-intl";
import { StatusBadge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import type { listTicketsOfItem } from "@/lib/items/ticket-item-queries";
import { statusIn } from "../../../tickets/_ui/ticket-words";
import styles from "./related.module.css";

/** The tickets that are about an item or changed it: those in hand first. */
export function ItemTickets({ tickets }: { tickets: Awaited<ReturnType<typeof listTicketsOfItem>> }) {
  const t = useTranslations("items.itemTickets");
  const locale = useLocale();
  return (
    <Panel title={t("title")} count={tickets.length}>
      {tickets.length === 0 && <p>{t("none")}</p>}
      <ul className={styles.list}>
        {tickets.map((ticket) => (
          <li key={ticket.id} className={styles.row}>
            <span className={styles.words}>
              <a href={`/tickets/${ticket.reference}`}>{ticket.reference}</a> <bdi>{ticket.title}</bdi>
            </span>
            <StatusBadge phase={ticket.phase} colour={ticket.statusColour} label={statusIn(locale, ticket)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
