import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { Thread, ThreadEvent } from "@/app/_ui/thread";
import { eventWords } from "./event-words";
import type { TicketPage } from "./read-ticket";

/** Everything that happened to a ticket, as its journal holds it for this person. */
export async function History({ page }: { page: TicketPage }) {
  const t = await getTranslations("tickets.history");
  const say = await eventWords(page);
  return (
    <Panel title={t("title")}>
      <Thread label={t("title")}>
        {page.events.map((event) => (
          <ThreadEvent key={event.id} at={event.at} icon={event.type.startsWith("note") ? "lock" : "history"}>
            {say(event)} · {t(`doors.${event.door}`)}
          </ThreadEvent>
        ))}
      </Thread>
    </Panel>
  );
}
