import { useLocale, useTranslations } from "next-intl";
import { Person } from "@/app/_ui/avatar";
import { PriorityMark, StatusBadge } from "@/app/_ui/badge";
import { RowLink, SortHeader, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
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
      <tbody>
        {tickets.map((ticket) => (
          <Row key={ticket.id} ticket={ticket} />
        ))}
      </tbody>
    </Table>
  );
}

function Sortable({ name, label, sorting }: { name: Sort; label: string } & Pick<Props, "sorting">) {
  if (!sorting) return <th scope="col">{label}</th>;
  const sorted = sorting.sort === name ? (sorting.direction === "asc" ? "ascending" : "descending") : undefined;
  return <SortHeader label={label} href={sorting.hrefOf(name)} sorted={sorted} />;
}

function Row({ ticket }: { ticket: ListedTicket }) {
  const t = useTranslations("tickets");
  const locale = useLocale();
  return (
    <tr>
      <td data-quiet data-first>
        {ticket.reference}
      </td>
      <td data-main>
        <RowLink href={`/tickets/${ticket.reference}`}>
          <bdi>{ticket.title}</bdi>
        </RowLink>
      </td>
      <td>
        <StatusBadge phase={ticket.phase} label={statusIn(locale, ticket)} />
      </td>
      <td>
        <PriorityMark strength={strengthOf(ticket.priority)} label={t(`priorities.${ticket.priority as 1}`)} />
      </td>
      <td data-quiet data-short data-wide>
        {ticket.requesterName ?? t("formerMember")}
      </td>
      <td data-quiet data-short>
        {ticket.assigneeId ? <Person name={ticket.assigneeName ?? t("formerMember")} /> : t("nobody")}
      </td>
      <td data-quiet data-short>
        <Timestamp at={ticket.updatedAt} show="relative" />
      </td>
    </tr>
  );
}
