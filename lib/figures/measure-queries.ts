import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import { endedAt, endedBefore, figuresDay, figuresZone, inBacklogAt } from "@/lib/tickets/ticket-facts";
import type { Measure } from "./definitions";
import { readDimension } from "./dimension-queries";
import type { Period, Step } from "./period";
import type { Dimension } from "./question";

/** What a measure is read over. */
export interface Scope {
  period: Period;
  step: Step | undefined;
  group: Dimension[];
  /** Which tickets: conditions on `ticket`. */
  conditions: SQL[];
}

/** One line of a measure: its step, its keys, what was counted; `total` for the line of all of them. */
export interface Line {
  total: boolean;
  step: string | null;
  keys: (string | null)[];
  values: Record<string, number | null>;
}

/** A measure by step and by key, and over all. */
export async function readMeasure(tx: Transaction, measure: Measure, scope: Scope): Promise<Line[]> {
  const source = sources[measure];
  if (!scope.group.some((name) => readDimension[name].several)) return gather(tx, source, scope, true);
  // Under several keys a ticket would be counted several times: the total is asked without them.
  const whole = await gather(tx, source, { ...scope, group: [], step: undefined }, true);
  return [...(await gather(tx, source, scope, false)), ...whole];
}

/** A measure's facts: where they come from (`ticket` among it), when they happened, and what is taken from them. */
interface Source {
  facts: { from: SQL; at: SQL; of?: SQL; only?: SQL }[];
  /** What is selected of all the facts together. */
  select: SQL;
  /** The days are dates already. */
  dated?: boolean;
}

const count = sql`count(*)::int as count`;
const row = sql`ticket`;
const reopened = sql`ticket_reopening r join ticket on ticket.workspace_id = r.workspace_id and ticket.id = r.ticket_id`;
const since = (from: SQL, to: SQL) => sql`extract(epoch from ${to} - ${from})::float8`;

/** Exact: PostgreSQL's continuous percentile, on seconds. */
const delays = sql`${count}, percentile_cont(array[0.5, 0.9]) within group (order by f.gross) as gross,
  avg(f.gross) as mean, percentile_cont(array[0.5, 0.9]) within group (order by f.net) as net, avg(f.net) as "netMean"`;
const delay = (from: SQL, to: SQL, waitedMs: SQL) =>
  sql`${since(from, to)} as gross, ${since(from, to)} - ${waitedMs} / 1000.0::float8 as net`;

const sources: Record<Exclude<Measure, "backlog">, Source> & { backlog: Source } = {
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

async function gather(tx: Transaction, source: Source, scope: Scope, total: boolean): Promise<Line[]> {
  const { step, group } = scope;
  const names = [...(step ? ["step"] : []), ...group.map((_, place) => `k${place}`)].map((name) =>
    sql.raw(`f.${name}`),
  );
  const by = sql.join(names, sql`, `);
  const sets = total ? sql`grouping sets ((${by}), ())` : by;
  const facts = sql.join(
    source.facts.map((fact) => factsOf(fact, source, scope)),
    sql` union all `,
  );
  const keys = group.map((_, place) => sql.raw(`f.k${place}::text as k${place}`));
  const shown = [
    ...(step ? [sql`f.step::text as step`] : []),
    ...keys,
    names.length > 0 && total ? sql`grouping(${by}) > 0 as total` : sql`${names.length === 0} as total`,
    source.select,
  ];
  const rows = await tx.execute<Record<string, unknown>>(
    sql`select ${sql.join(shown, sql`, `)} from (${facts}) f ${names.length > 0 ? sql`group by ${sets}` : sql``}`,
  );
  return rows.map((read) => lineOf(read, group));
}

function factsOf({ from, at, of, only }: Source["facts"][number], { dated }: Source, scope: Scope): SQL {
  const { period, step, group, conditions } = scope;
  const zone = sql.raw(`'${figuresZone}'`);
  const local = dated ? at : sql`${at} at time zone ${zone}`;
  const shown = [
    ...(step ? [sql`date_trunc(${sql.raw(`'${step}'`)}, ${local})::date as step`] : []),
    ...group.map((name, place) => sql`${readDimension[name].key} as ${sql.raw(`k${place}`)}`),
    of ?? sql`1 as one`,
  ];
  const between = dated
    ? sql`${at} >= ${period.from}::date and ${at} <= ${period.to}::date`
    : sql`${at} >= ${figuresDay(period.from)} and ${at} < ${figuresDay(period.to, 1)}`;
  const asked = [between, ...(only ? [only] : []), ...conditions];
  return sql`select ${sql.join(shown, sql`, `)} from ${from} ${joinsOf(group)} where ${sql.join(asked, sql` and `)}`;
}

const joinsOf = (group: Dimension[]) =>
  sql.join(
    group.flatMap((name) => readDimension[name].join ?? []),
    sql` `,
  );

/** The backlog at a moment, by key and over all, with the ages that its tickets have then. */
export async function readBacklog(tx: Transaction, at: SQL, scope: Scope): Promise<Line[]> {
  const read = async (group: Dimension[], total: boolean) => {
    const names = group.map((_, place) => sql.raw(`f.k${place}`));
    const by = sql.join(names, sql`, `);
    const shown = [
      ...group.map((_, place) => sql.raw(`f.k${place}::text as k${place}`)),
      names.length > 0 && total ? sql`grouping(${by}) > 0 as total` : sql`${names.length === 0} as total`,
      sql`${count}, avg(f.age) as mean, percentile_cont(array[0.5, 0.9]) within group (order by f.age) as gross,
        sum(extract(epoch from f.opened_at)::float8) as opened`,
    ];
    const keys = group.map((name, place) => sql`${readDimension[name].key} as ${sql.raw(`k${place}`)},`);
    const source = sql`select ${sql.join(keys, sql` `)} ticket.opened_at, ${since(sql`ticket.opened_at`, at)} as age
      from ticket ${joinsOf(group)} where ${sql.join([inBacklogAt(at), ...scope.conditions], sql` and `)}`;
    const grouped =
      names.length === 0 ? sql`` : total ? sql`group by grouping sets ((${by}), ())` : sql`group by ${by}`;
    const rows = await tx.execute<Record<string, unknown>>(
      sql`select ${sql.join(shown, sql`, `)} from (${source}) f ${grouped}`,
    );
    return rows.map((row) => lineOf(row, group));
  };
  if (!scope.group.some((name) => readDimension[name].several)) return read(scope.group, true);
  return [...(await read(scope.group, false)), ...(await read([], true))];
}

function lineOf(read: Record<string, unknown>, group: Dimension[]): Line {
  const { gross, net, ...rest } = read as Record<string, unknown> & { gross?: number[] | null; net?: number[] | null };
  const number = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  const values: Line["values"] = {};
  for (const name of ["count", "mean", "netMean", "opened", "accounted", "real"])
    if (name in rest) values[name] = number(rest[name]);
  if (gross !== undefined) Object.assign(values, { median: number(gross?.[0]), p90: number(gross?.[1]) });
  if (net !== undefined) Object.assign(values, { netMedian: number(net?.[0]), netP90: number(net?.[1]) });
  return {
    total: read.total === true,
    step: (read.step as string | undefined) ?? null,
    keys: group.map((_, place) => (read[`k${place}`] as string | null) ?? null),
    values,
  };
}
