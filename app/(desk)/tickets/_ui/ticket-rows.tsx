"use client";

import { Badge, PriorityMark, StatusBadge } from "@/app/_ui/badge";
import { RowLink } from "@/app/_ui/table";
import type { ListedTicket } from "@/lib/tickets/ticket-list-queries";

/** One line of the list, its words chosen already. */
export interface TicketRow {
  reference: string;
  title: string;
  /** In the reader's words, when it is a major incident. */
  major: string | null;
  phase: ListedTicket["phase"];
  status: string;
  colour: ListedTicket["statusColour"];
  strength: 1 | 2 | 3 | 4;
  priority: string;
  requester: string;
  assignee: string;
  /** ISO 8601, in the reader's words, and how long ago. */
  updated: [iso: string, absolute: string, elapsed: string];
}

/**
 * The rows of the list. They are drawn from bare facts as a client component would be, for the server's sake: fifty rows of elements
 * cost it three times as much to send to itself as fifty rows of facts. Nothing here runs in the browser.
 */
export function TicketRows({ rows, select }: { rows: TicketRow[]; select?: string }) {
  return <tbody>{rows.map((row) => drawRow(row, select))}</tbody>;
}

// Called, not drawn as components: a component in each cell would cost more than the cell does.
function drawRow(
  { reference, title, major, phase, status, colour, strength, priority, requester, assignee, updated }: TicketRow,
  select: string | undefined,
) {
  const [iso, absolute, elapsed] = updated;
  return (
    <tr key={reference}>
      <td data-quiet data-first>
        {select && (
          <input
            type="checkbox"
            name="ticket"
            value={reference}
            form="selection"
            aria-label={`${select} ${reference}`}
          />
        )}
        {reference}
      </td>
      <td data-main>
        {major && Badge({ tone: "danger", children: major })}{" "}
        {RowLink({ href: `/tickets/${reference}`, children: title })}
      </td>
      <td>{StatusBadge({ phase, colour, label: status })}</td>
      <td>{PriorityMark({ strength, label: priority })}</td>
      <td data-quiet data-short data-wide>
        {requester}
      </td>
      <td data-quiet data-short>
        {assignee}
      </td>
      <td data-quiet data-short>
        <time dateTime={iso} title={absolute}>
          {elapsed}
        </time>
      </td>
    </tr>
  );
}
