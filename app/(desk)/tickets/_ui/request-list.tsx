import { useLocale, useTranslations } from "next-intl";
import { StatusBadge } from "@/app/_ui/badge";
import { Timestamp } from "@/app/_ui/timestamp";
import type { ListedTicket } from "@/lib/tickets/ticket-list-queries";
import styles from "./request-list.module.css";
import { plainPhaseOf, statusIn } from "./ticket-words";

/** Requests as whoever made them sees them: what was asked, and where it is in plain words. */
export function RequestList({ tickets, label }: { tickets: ListedTicket[]; label: string }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {tickets.map((ticket) => (
        <Request key={ticket.id} ticket={ticket} />
      ))}
    </ul>
  );
}

function Request({ ticket }: { ticket: ListedTicket }) {
  const t = useTranslations("portal");
  const locale = useLocale();
  const phase = plainPhaseOf(ticket);
  return (
    <li className={styles.request}>
      <a className={styles.link} href={`/tickets/${ticket.reference}`} data-row-link>
        <bdi>{ticket.title}</bdi>
      </a>
      <span className={styles.state}>
        <StatusBadge
          phase={ticket.phase}
          colour={ticket.statusColour}
          label={phase ? t(`phases.${phase}`) : statusIn(locale, ticket)}
        />
      </span>
      <span className={styles.facts}>
        {ticket.reference} · {ticket.projectName} · <Timestamp at={ticket.updatedAt} show="relative" />
      </span>
    </li>
  );
}
