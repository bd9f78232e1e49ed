import { type SQL, sql } from "drizzle-orm";

// The facts that figures count, each with its moment: the definitions of docs/figures.md, on the row of a ticket and on what its
// reopenings keep. The list of tickets asks them too, so that a figure leads to the tickets behind it.

/** What a ticket can be counted as. */
export const countables = ["opened", "answered", "resolved", "closed", "reopened", "backlog", "timed"] as const;
export type Countable = (typeof countables)[number];

/** Whoever looks, from wherever: two people who compare the figures of a day must read the same. */
export const figuresZone = "Europe/Paris";

/** The first moment of a day of that zone, or of the one `later` days after it; PostgreSQL knows the changes of clocks. */
export function figuresDay(day: string, later = 0): SQL {
  return sql`((${day}::date + ${later}::int)::timestamp at time zone ${sql.raw(`'${figuresZone}'`)})`;
}

/** When the work ended, as the row stands; null while it goes on. A ticket cancelled was never resolved: it ended when it was closed. */
export const endedAt = sql`least(ticket.resolved_at, ticket.closed_at)`;

/** The same of a reopening. */
export const endedBefore = sql`least(r.resolved_at, r.closed_at)`;

/** Whether the ticket was waiting for its end at that moment: opened, and not ended yet or taken up again since. */
export function inBacklogAt(at: SQL): SQL {
  return sql`ticket.opened_at < ${at} and (${endedAt} is null or ${endedAt} >= ${at})
    and not exists (select 1 from ticket_reopening r where r.ticket_id = ticket.id and ${endedBefore} < ${at} and r.reopened_at >= ${at})`;
}

/** Whether the ticket is behind a figure of these days, both included; without the first, since always. */
export function countedAs(countable: Countable, from: string | undefined, to: string | undefined): SQL {
  const within = (moment: SQL) =>
    sql`(${moment} is not null and ${from ? sql`${moment} >= ${figuresDay(from)}` : sql`true`} and ${to ? sql`${moment} < ${figuresDay(to, 1)}` : sql`true`})`;
  const once = (moment: SQL) => sql`ticket.id in (select r.ticket_id from ticket_reopening r where ${within(moment)})`;
  switch (countable) {
    case "opened":
      return within(sql`ticket.opened_at`);
    case "answered":
      return within(sql`ticket.first_answered_at`);
    case "resolved":
      return sql`(${within(sql`ticket.resolved_at`)} or ${once(sql`r.resolved_at`)})`;
    case "closed":
      return sql`(${within(sql`ticket.closed_at`)} or ${once(sql`r.closed_at`)})`;
    case "reopened":
      return once(sql`r.reopened_at`);
    case "backlog":
      return inBacklogAt(to ? figuresDay(to, 1) : sql`now()`);
    case "timed":
      return sql`ticket.id in (select e.ticket_id from time_entry e where e.removed_at is null
        and ${from ? sql`e.spent_on >= ${from}::date` : sql`true`} and ${to ? sql`e.spent_on <= ${to}::date` : sql`true`})`;
  }
}
