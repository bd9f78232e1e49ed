import { sql } from "drizzle-orm";
import { statisticsScope } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { nameKeys, noKey } from "./dimension-queries";
import { factsOf, type Line, type Scope } from "./measure-queries";
import { count, sources } from "./measure-sources";
import { type Dimension, periodOf, type StatisticsQuestion } from "./question";
import { conditionsOf, inOrder, settle, type Table } from "./statistics";

/** What was opened in the period, by each of these groupings apart: the first look of a page, for one walk over the tickets. */
export async function readBreakdowns(
  tx: Transaction,
  question: StatisticsQuestion,
  group: Dimension[],
): Promise<Table[]> {
  const workspaceIds = statisticsScope(await getRights(tx));
  const period = periodOf(question);
  const conditions = await conditionsOf(tx, question, workspaceIds);
  await settle(tx);
  const apart = await readOpenedApart(tx, { period, step: undefined, group, conditions });
  const tables: Table[] = [];
  for (const [place, lines] of apart.entries()) {
    const dimension = group[place]!;
    const names = await nameKeys(
      tx,
      dimension,
      lines.map(({ keys }) => keys[0]!),
    );
    const rows = lines.map(({ keys: [key], values }) => ({
      step: null,
      keys: [key === null ? noKey : names.get(key!)!],
      values: [values.count!],
    }));
    const total = rows.reduce((sum, { values }) => sum + values[0]!, 0);
    tables.push({ period, step: null, group: [dimension], figures: ["opened"], rows: inOrder(rows), total: [total] });
  }
  return tables;
}

/** What was opened, by each of these groupings apart, in one walk over the tickets: as many lists of lines. */
async function readOpenedApart(tx: Transaction, scope: Scope): Promise<Line[][]> {
  const { group } = scope;
  const keys = group.map((_, place) => sql.raw(`f.k${place}`));
  const sets = keys.map((key) => sql`(${key})`);
  const source = sources.opened;
  const facts = factsOf(source.facts[0]!, source, { ...scope, step: undefined });
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select ${sql.join(
      keys.map((key, place) => sql`${key}::text as ${sql.raw(`k${place}`)}`),
      sql`, `,
    )}, grouping(${sql.join(keys, sql`, `)}) as others, ${count} from (${facts}) f
    group by grouping sets (${sql.join(sets, sql`, `)})`);
  // A bit is set for each grouping but that of the row, the last one being the lowest.
  const rank = (read: Record<string, unknown>, place: number) =>
    !(Number(read.others) & (1 << (group.length - 1 - place)));
  return group.map((_, place) =>
    rows
      .filter((read) => rank(read, place))
      .map((read) => ({
        total: false,
        step: null,
        keys: [(read[`k${place}`] as string | null) ?? null],
        values: { count: Number(read.count) },
      })),
  );
}
