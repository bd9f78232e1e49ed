import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import { figuresDay, figuresZone, inBacklogAt } from "@/lib/tickets/ticket-facts";
import type { Measure } from "./definitions";
import { readDimension } from "./dimension-queries";
import { count, type Source, since, sources } from "./measure-sources";
import { listSteps, mostSteps, type Period, type Step } from "./period";
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
    ...(step ? [sql`f.step::int as step`] : []),
    ...keys,
    names.length > 0 && total ? sql`grouping(${by}) > 0 as total` : sql`${names.length === 0} as total`,
    source.select,
  ];
  const rows = await tx.execute<Record<string, unknown>>(
    sql`select ${sql.join(shown, sql`, `)} from (${facts}) f ${names.length > 0 ? sql`group by ${sets}` : sql``}`,
  );
  const firsts = step ? listSteps(scope.period, step, mostSteps) : [];
  return rows.map((read) => lineOf(read, group, firsts));
}

/** The facts of a source in the period, each with its step and its keys. */
export function factsOf({ from, at, of, only }: Source["facts"][number], { dated }: Source, scope: Scope): SQL {
  const { period, step, group, conditions } = scope;
  const shown = [
    ...(step ? [sql`${stepOf(at, { dated, period, step })} as step`] : []),
    ...group.map((name, place) => sql`${readDimension[name].key} as ${sql.raw(`k${place}`)}`),
    of ?? sql`1 as one`,
  ];
  const between = dated
    ? sql`${at} >= ${period.from}::date and ${at} <= ${period.to}::date`
    : sql`${at} >= ${figuresDay(period.from)} and ${at} < ${figuresDay(period.to, 1)}`;
  const asked = [between, ...(only ? [only] : []), ...conditions];
  return sql`select ${sql.join(shown, sql`, `)} from ${from} ${joinsOf(group)} where ${sql.join(asked, sql` and `)}`;
}

/**
 * The rank of the step in which a moment falls, from 1: a search among the beginnings of steps, which costs a sixth of what taking each
 * moment apart in its zone does.
 */
function stepOf(at: SQL, { dated, period, step }: { dated?: boolean; period: Period; step: Step }): SQL {
  const firsts = sql`${`{${listSteps(period, step, mostSteps).join()}}`}::text::date[]`;
  if (dated) return sql`width_bucket(${at}, ${firsts})`;
  const zone = sql.raw(`'${figuresZone}'`);
  return sql`width_bucket(${at}, (select array_agg(d::timestamp at time zone ${zone} order by d) from unnest(${firsts}) d))`;
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

function lineOf(read: Record<string, unknown>, group: Dimension[], firsts: string[] = []): Line {
  const { gross, net, ...rest } = read as Record<string, unknown> & { gross?: number[] | null; net?: number[] | null };
  const number = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  const values: Line["values"] = {};
  for (const name of ["count", "mean", "netMean", "opened", "accounted", "real"])
    if (name in rest) values[name] = number(rest[name]);
  if (gross !== undefined) Object.assign(values, { median: number(gross?.[0]), p90: number(gross?.[1]) });
  if (net !== undefined) Object.assign(values, { netMedian: number(net?.[0]), netP90: number(net?.[1]) });
  return {
    total: read.total === true,
    step: firsts[Number(read.step) - 1] ?? null,
    keys: group.map((_, place) => (read[`k${place}`] as string | null) ?? null),
    values,
  };
}
