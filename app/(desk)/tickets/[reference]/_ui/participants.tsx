import { getTranslations } from "next-intl/server";
import { Person } from "@/app/_ui/avatar";
import { Panel } from "@/app/_ui/panel";
import { remove } from "../actions";
import { ActButton } from "./act-button";
import { AddParticipant } from "./add-participant";
import { NotDelivered } from "./not-delivered";
import styles from "./participants.module.css";
import type { TicketPage } from "./read-ticket";

/** Who receives what happens here, and why. */
export async function Participants({
  page: { ticket, participants, actions, bounces, choices },
}: {
  page: TicketPage;
}) {
  const t = await getTranslations("tickets");
  const mayAdd = actions.includes("addParticipant");
  const here = new Set(participants.map((one) => one.mail));
  return (
    <Panel title={t("participants.title")} count={participants.length}>
      <ul className={styles.people}>
        {participants.map((one) => {
          const name = one.name ?? t("formerMember");
          return (
            <li key={one.accountId} className={styles.person}>
              <Person name={name} />
              <span className={styles.why}>{t(`participants.roles.${one.role}`)}</span>
              {mayAdd && one.mail && one.accountId !== ticket.requesterId && (
                <ActButton
                  icon="close"
                  iconOnly
                  size="small"
                  look="quiet"
                  label={t("participants.remove", { name })}
                  act={remove.bind(null, ticket.reference, one.mail)}
                />
              )}
            </li>
          );
        })}
      </ul>
      <NotDelivered bounces={bounces} />
      {mayAdd && (
        <AddParticipant
          reference={ticket.reference}
          members={choices.members.filter((member) => !here.has(member.mail))}
        />
      )}
    </Panel>
  );
}
