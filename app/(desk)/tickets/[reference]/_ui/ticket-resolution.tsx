import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { plainPhaseOf } from "../../_ui/ticket-words";
import { confirm } from "../actions";
import { ActButton } from "./act-button";
import type { TicketPage } from "./read-ticket";
import { ReopenTicket } from "./reopen-ticket";
import { speaksPlainly } from "./speaks-plainly";
import styles from "./ticket-resolution.module.css";

/** What is expected of the reader, when something is: to answer, to say whether it is right, or that it is not. */
export async function TicketResolution({ page }: { page: TicketPage }) {
  const t = await getTranslations("portal.ask");
  const { ticket, actions } = page;
  if (actions.includes("confirm"))
    return (
      <Notice tone="success" title={t("resolved")}>
        <p>{t("resolvedWords")}</p>
        <div className={styles.acts}>
          <ActButton look="primary" icon="check" label={t("confirm")} act={confirm.bind(null, ticket.reference)} />
          <ReopenTicket reference={ticket.reference} label={t("reopen")} />
        </div>
      </Notice>
    );
  if (ticket.phase === "closed" && ticket.statusCode !== "cancelled" && actions.includes("reopen"))
    return (
      <Notice title={t("closed")}>
        <div className={styles.acts}>
          <ReopenTicket reference={ticket.reference} label={t("reopenClosed")} />
        </div>
      </Notice>
    );
  if (speaksPlainly(page) && plainPhaseOf(ticket) === "waiting")
    return (
      <Notice tone="warning" title={t("waiting")}>
        <p>{t("waitingWords")}</p>
      </Notice>
    );
  return null;
}
