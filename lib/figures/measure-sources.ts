import { type SQL, sql } from "drizzle-orm";
import { endedAt, endedBefore } from "@/lib/tickets/ticket-facts";
import type { Measure } from "./definitions";

/** A measure's facts: where they come from (`ticket` among it), when they happened, and what is taken from them. */
export interface Source {
  facts: { from: SQL; at: SQL; of?: SQL; only?: SQL }[];
  /** What is selected of all the facts together. */
  select: SQL;
  /** The days are dates already. */
  dated?: boolean;
}

export const count = sql`count(*)::int as count`;
const row = sql`ticket`;
const reopened = sql`ticket_reopening r join ticket on ticket.workspace_id = r.workspace_id and ticket.id = r.ticket_id`;
export const since = (from: SQL, to: SQL) => sql`extract(epoch from ${to} - ${from})::float8`;

/** Exact: PostgreSQL's continuous percentile, on seconds. */
const delays = sql`${count}, percentile_cont(array[0.5, 0.9]) within group (order by f.gross) as gross,
  avg(f.gross) as mean, percentile_cont(array[0.5, 0.9]) within group (order by f.net) as net, avg(f.net) as "netMean"`;
const delay = (from: SQL, to: SQL, waitedMs: SQL) =>
  sql`${since(from, to)} as gross, ${since(from, to)} - ${waitedMs} / 1000.0::float8 as net`;

/** Where each measure is read. */
export const sources: Record<Measure, Source> = {
  opened: { facts: [{ from: row, at: sql`ticket.opened_at` }], select: count },
  answered: {
    facts: [
      {
        from: row,
        at: sql`ticket.first_answered_at`,
        of: delay(sql`ticket.opened_at`, sql`ticket.first_answered_at`, sql`coalesce(ticket.answer_waited_ms, 0)`),
      },
    ],
    select: delays,
  },
  resolved: {
    facts: [
      {
        from: row,
        at: sql`ticket.resolved_at`,
        of: delay(sql`ticket.opened_at`, sql`ticket.resolved_at`, sql`ticket.waited_ms`),
      },
      {
        from: reopened,
        at: sql`r.resolved_at`,
        of: delay(sql`ticket.opened_at`, sql`r.resolved_at`, sql`r.waited_ms`),
      },
    ],
    select: delays,
  },
  closed: {
    facts: [
      { from: row, at: sql`ticket.closed_at` },
      { from: reopened, at: sql`r.closed_at` },
    ],
    select: count,
  },
  reopened: { facts: [{ from: reopened, at: sql`r.reopened_at` }], select: count },
  /** What enters the backlog and what leaves it: with what it was before, it gives it at the end of each step. */
  backlog: {
    facts: [
      { from: row, at: sql`ticket.opened_at`, of: sql`1 as way, ticket.opened_at` },
      { from: row, at: endedAt, of: sql`-1 as way, ticket.opened_at` },
      { from: reopened, at: endedBefore, of: sql`-1 as way, ticket.opened_at` },
      { from: reopened, at: sql`r.reopened_at`, of: sql`1 as way, ticket.opened_at` },
    ],
    select: sql`sum(f.way)::int as count, sum(f.way * extract(epoch from f.opened_at)::float8) as opened`,
  },
  time: {
    facts: [
      {
        from: sql`time_entry e join ticket on ticket.workspace_id = e.workspace_id and ticket.id = e.ticket_id
          left join time_real tr on tr.workspace_id = e.workspace_id and tr.entry_id = e.id`,
        at: sql`e.spent_on`,
        of: sql`e.accounted_minutes, tr.real_minutes`,
        only: sql`e.removed_at is null`,
      },
    ],
    select: sql`sum(f.accounted_minutes)::float8 * 60 as accounted, sum(f.real_minutes)::float8 * 60 as real`,
    dated: true,
  },
};
