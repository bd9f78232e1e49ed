import { useLocale, useNow, useTimeZone, useTranslations } from "next-intl";
import { PriorityMark, StatusBadge } from "@/app/_ui/badge";
import { defaultTimeZone, type Locale } from "@/app/_ui/locale";
import { formatElapsed, formatMoment } from "@/app/_ui/moment";
import { RowLink, SortHeader, Table } from "@/app/_ui/table";
import type { sorts } from "@/lib/tickets/ticket-filter";
import type { ListedTicket } from "@/lib/tickets/ticket-list-queries";
import { statusIn, strengthOf } from "./ticket-words";

type Sort = (typeof sorts)[number];

type Props = {
  tickets: ListedTicket[];
  /** The column in use and the addresses of the others; absent where the order is not a choice. */
  sorting?: { sort: Sort; direction: "asc" | "desc"; hrefOf: (sort: Sort) => string };
};

/** Tickets as the desk sees them, one a line; on a phone, one a card. */
export function TicketTable({ tickets, sorting }: Props) {
  const t = useTranslations("tickets");
  const words = useWords();
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
      <tbody>{tickets.map((ticket) => rowOf(ticket, words))}</tbody>
    </Table>
  );
}

function Sortable({ name, label, sorting }: { name: Sort; label: string } & Pick<Props, "sorting">) {
  if (!sorting) return <th scope="col">{label}</th>;
  const sorted = sorting.sort === name ? (sorting.direction === "asc" ? "ascending" : "descending") : undefined;
  return <SortHeader label={label} href={sorting.hrefOf(name)} sorted={sorted} />;
}

interface Words {
  locale: Locale;
  zone: string;
  now: Date;
  priorities: string[];
  nobody: string;
  formerMember: string;
}

/** What all rows say alike, asked once. */
function useWords(): Words {
  const t = useTranslations("tickets");
  return {
    locale: useLocale(),
    zone: useTimeZone() ?? defaultTimeZone,
    now: useNow(),
    priorities: ([1, 2, 3, 4] as const).map((priority) => t(`priorities.${priority}`)),
    nobody: t("nobody"),
    formerMember: t("formerMember"),
  };
}

/** Called, not drawn as components: fifty rows of eight components each would cost the server more than their words do. */
function rowOf(ticket: ListedTicket, { locale, zone, now, priorities, nobody, formerMember }: Words) {
  const { reference, priority, updatedAt } = ticket;
  return (
    <tr key={ticket.id}>
      <td data-quiet data-first>
        {reference}
      </td>
      <td data-main>{RowLink({ href: `/tickets/${reference}`, children: ticket.title })}</td>
      <td>{StatusBadge({ phase: ticket.phase, label: statusIn(locale, ticket) })}</td>
      <td>{PriorityMark({ strength: strengthOf(priority), label: priorities[priority - 1] ?? "" })}</td>
      <td data-quiet data-short data-wide>
        {ticket.requesterName ?? formerMember}
      </td>
      <td data-quiet data-short>
        {ticket.assigneeId ? (ticket.assigneeName ?? formerMember) : nobody}
      </td>
      <td data-quiet data-short>
        <time dateTime={updatedAt.toISOString()} title={formatMoment(updatedAt, locale, zone)}>
          {formatElapsed(updatedAt, now, locale)}
        </time>
      </td>
    </tr>
  );
}
