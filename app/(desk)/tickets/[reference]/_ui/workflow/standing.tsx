import { getLocale, getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { labelIn } from "../../../_ui/ticket-words";
import { revise } from "../../actions";
import { ActButton } from "../act-button";
import type { TicketPage } from "../read-ticket";
import styles from "./standing.module.css";

/** What the process says to the reader beside its usual buttons: a status that was removed, and moves that it leaves to who asked. */
export async function Standing({ page }: { page: TicketPage }) {
  const t = await getTranslations("tickets.moves");
  const locale = await getLocale();
  const { ticket, actions, choices } = page;
  const serves = actions.includes("change");
  const own = serves ? [] : choices.moves.filter((move) => !move.name && !move.needsApproval);
  return (
    <>
      {serves && choices.follows && (
        <Notice title={t("removed", { name: locale === "en" ? ticket.statusEn : ticket.statusFr })}>
          <p>{t("follows", { name: labelIn(locale, choices.follows) })}</p>
        </Notice>
      )}
      {own.length > 0 && (
        <div className={styles.moves}>
          {own.map((move) => (
            <ActButton
              key={move.code}
              label={t("moveTo", { name: labelIn(locale, move) })}
              act={revise.bind(null, { ticket: ticket.reference, version: ticket.version, status: move.code })}
            />
          ))}
        </div>
      )}
    </>
  );
}
