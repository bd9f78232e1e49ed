import { useLocale, useNow, useTimeZone, useTranslations } from "next-intl";
import { defaultTimeZone } from "@/app/_ui/locale";
import { formatElapsed, formatMoment } from "@/app/_ui/moment";
import { SortHeader, Table } from "@/app/_ui/table";
import type { sorts } from "@/lib/tickets/ticket-filter";
import type { ListedTicket } from "@/lib/tickets/ticket-list-queries";
import { type TicketRow, TicketRows } from "./ticket-rows";
import { statusIn, strengthOf } from "./ticket-words";

type Sort = (typeof sorts)[number];

type Props = {
  tickets: ListedTicket[];
  /** The column in use and the addresses of the others; absent where the order is not a choice. */
  sorting?: { sort: Sort; direction: "asc" | "desc"; hrefOf: (sort: Sort) => string };
  /** Each line has a box, which the form `selection` takes. */
  selectable?: boolean;
};

/** Tickets as the desk sees them, one a line; on a phone, one a card. */
export function TicketTable({ tickets, sorting, selectable }: Props) {
  const t = useTranslations("tickets");
  return (
    <Table caption={t("caption")}>
      <thead>
        <tr>
          {/* Numbers are given in the order of opening. */}
          <Sortable name="opened" label={t("columns.reference")} sorting={sorting} />
          <th scope="col">{t("columns.title")}</th>
          <th scope="col">{t("columns.status")}</th>
          <Sortable name="priority" label={t("columns.priority")} sorting={sorting} />
          <th scope="col" data-wide>
            {t("columns.requester")}
          </th>
          <th scope="col">{t("columns.assignee")}</th>
          <Sortable name="updated" label={t("columns.updated")} sorting={sorting} />
        </tr>
      </thead>
      <TicketRows rows={useRows(tickets)} select={selectable ? t("select") : undefined} />
    </Table>
  );
}

function Sortable({ name, label, sorting }: { name: Sort; label: string } & Pick<Props, "sorting">) {
  if (!sorting) return <th scope="col">{label}</th>;
  const sorted = sorting.sort === name ? (sorting.direction === "asc" ? "ascending" : "descending") : undefined;
  return <SortHeader label={label} href={sorting.hrefOf(name)} sorted={sorted} />;
}

/** The rows' facts in the reader's words; what all rows say alike is asked once. */
function useRows(tickets: ListedTicket[]): TicketRow[] {
  const t = useTranslations("tickets");
  const locale = useLocale();
  const zone = useTimeZone() ?? defaultTimeZone;
  const now = useNow();
  const priorities = ([1, 2, 3, 4] as const).map((priority) => t(`priorities.${priority}`));
  const [nobody, formerMember, major] = [t("nobody"), t("formerMember"), t("major")];
  return tickets.map((ticket) => ({
    reference: ticket.reference,
    title: ticket.title,
    major: ticket.majorSince && major,
    phase: ticket.phase,
    status: statusIn(locale, ticket),
    colour: ticket.statusColour,
    strength: strengthOf(ticket.priority),
    priority: priorities[ticket.priority - 1] ?? "",
    requester: ticket.requesterName ?? formerMember,
    assignee: ticket.assigneeId ? (ticket.assigneeName ?? formerMember) : nobody,
    updated: [
      ticket.updatedAt.toISOString(),
      formatMoment(ticket.updatedAt, locale, zone),
      formatElapsed(ticket.updatedAt, now, locale),
    ],
  }));
}
