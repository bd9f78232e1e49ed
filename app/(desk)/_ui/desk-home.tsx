import { getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { LiveRefresh } from "@/app/_ui/live/live-refresh";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { servesTickets } from "@/lib/access/ability";
import { TicketFilter } from "@/lib/tickets/ticket-filter";
import { type ListedTicket, listTickets } from "@/lib/tickets/ticket-list-queries";
import { addressOf } from "../tickets/_ui/list-address";
import { TicketTable } from "../tickets/_ui/ticket-table";

/** How many tickets of each sort are shown; the list has the others. */
const shown = 8;

/** What each part of the desk asks of the list. */
const parts = {
  mine: { assignee: "me", phase: "new,open", sort: "priority", direction: "asc" },
  unassigned: { assignee: "nobody", phase: "new,open", sort: "opened" },
  asked: { requester: "me", phase: "waiting,resolved" },
  latest: { phase: "new,open,waiting" },
} as const;

type Part = keyof typeof parts;

/** What an agent's day begins with, and what a follower's projects are doing. */
export async function DeskHome({ viewer }: { viewer: Viewer }) {
  const t = await getTranslations("tickets.home");
  const wanted: Part[] = servesTickets(viewer.rights) ? ["mine", "unassigned", "asked"] : ["asked", "latest"];
  const lists = await look(viewer, (tx) =>
    Promise.all(
      wanted.map((part) => listTickets(tx, TicketFilter.parse(parts[part]), { limit: shown }, viewer.account.timeZone)),
    ),
  );
  return (
    <>
      <PageHeader title={t("title")} />
      {wanted.map((part, position) => (
        <PartOfDesk key={part} part={part} tickets={lists[position]!.items} />
      ))}
      <LiveRefresh pace={5_000} />
    </>
  );
}

async function PartOfDesk({ part, tickets }: { part: Part; tickets: ListedTicket[] }) {
  const t = await getTranslations("tickets.home");
  // What only sometimes exists takes no room when it does not.
  if (part === "asked" && tickets.length === 0) return null;
  return (
    <Panel
      title={t(`parts.${part}`)}
      flush
      actions={
        <LinkButton href={addressOf(parts[part])} look="quiet" size="small">
          {t("all")}
        </LinkButton>
      }
    >
      {tickets.length > 0 ? <TicketTable tickets={tickets} /> : <Empty title={t(`nothing.${part}`)} icon="check" />}
    </Panel>
  );
}
