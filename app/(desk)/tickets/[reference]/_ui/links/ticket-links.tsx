import { getLocale, getTranslations } from "next-intl/server";
import { StatusBadge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { linkWays } from "@/lib/tickets/ticket-link";
import { statusIn } from "../../../_ui/ticket-words";
import { unlink } from "../../desk-actions";
import { ActButton } from "../act-button";
import type { TicketPage } from "../read-ticket";
import { LinkTicket } from "./link-ticket";
import styles from "./ticket-links.module.css";

/** What other tickets are to this one, as far as the reader knows them; for who works on it, the one that it may be the rest of. */
export async function TicketLinks({ page: { ticket, links, beginning, actions } }: { page: TicketPage }) {
  const t = await getTranslations("tickets.links");
  const locale = await getLocale();
  const mayLink = actions.includes("link");
  if (links.length === 0 && beginning === null && !mayLink) return null;
  const ways = linkWays.filter((way) => links.some((link) => link.way === way));
  return (
    <Panel title={t("title")} count={links.length || undefined}>
      {ways.map((way) => (
        <section key={way} className={styles.group} aria-label={t(way)}>
          <h3 className={styles.way}>{t(way)}</h3>
          <ul>
            {links
              .filter((link) => link.way === way)
              .map((link) => (
                <li key={link.id} className={styles.link}>
                  <span className={styles.words}>
                    <a href={`/tickets/${link.reference}`}>{link.reference}</a> <bdi>{link.title}</bdi>
                  </span>
                  <StatusBadge phase={link.phase} label={statusIn(locale, link)} />
                  {mayLink && (
                    <ActButton
                      icon="close"
                      iconOnly
                      size="small"
                      look="quiet"
                      label={t("remove", { reference: link.reference })}
                      act={unlink.bind(null, ticket.reference, way, link.reference)}
                    />
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
      {beginning && (
        <section className={styles.group} aria-label={t("perhaps")}>
          <h3 className={styles.way}>{t("perhaps")}</h3>
          <p className={styles.words}>
            <a href={`/tickets/${beginning.reference}`}>{beginning.reference}</a> <bdi>{beginning.title}</bdi>
          </p>
        </section>
      )}
      {mayLink && (
        <LinkTicket reference={ticket.reference} ways={linkWays.map((value) => ({ value, label: t(value) }))} />
      )}
    </Panel>
  );
}
