import { type SQL, sql } from "drizzle-orm";
import { streamBatches } from "@/lib/tenancy/stream-rows";
import type { Cell, CellType } from "./sheet";
import { cellsOf, type Opened, type Reading, type RowColumn } from "./subject";

type Row = Record<string, unknown>;

/** A column whose cell is what the query names so. */
export function read(
  name: string,
  fr: string,
  en: string,
  [type, width]: [CellType, number],
  more: { usual?: boolean; summed?: boolean; words?: Record<string, string> } = {},
): RowColumn<Row> {
  const { usual = true, summed = false, words } = more;
  const cell = (row: Row): Cell => {
    const value = (row[name] ?? null) as Cell;
    if (value === null) return null;
    if (type === "moment") return new Date(Number(value));
    return words ? (words[String(value)] ?? String(value)) : value;
  };
  return { name, title: { fr, en }, type, width, usual, summed, cell };
}

/** Milliseconds: how a moment is asked of a query whose columns are read as above. */
export const instant = (of: SQL) => sql`(extract(epoch from ${of}) * 1000)::float8`;

const atOnce = 200;

/** A list that is one query: what is selected, from where, and in which order. */
export function openRows(
  { tx }: Reading,
  asked: { columns: RowColumn<Row>[]; select: SQL; from: SQL; order: SQL; filters: Opened["filters"] },
): Opened {
  const { columns, select, from, order, filters } = asked;
  return {
    columns,
    filters,
    async count(most) {
      const limit = most === undefined ? sql`` : sql`limit ${most}`;
      const [counted] = await tx.execute<{ count: number }>(
        sql`select count(*)::int as count from (select 1 ${from} ${limit}) t`,
      );
      return counted!.count;
    },
    batches: (names) =>
      cellsOf(columns, names, streamBatches<Row>(tx, sql`select ${select} ${from} order by ${order}`, atOnce)),
  };
}

/** The conditions that were asked for, joined. */
export function where(conditions: (SQL | undefined | false)[]): SQL {
  const asked = conditions.filter((condition): condition is SQL => Boolean(condition));
  return asked.length > 0 ? sql`where ${sql.join(asked, sql` and `)}` : sql``;
}

/** The rows of some workspaces only, when the person may not export from all of his. */
export function within(column: SQL, { workspaceIds }: Reading): SQL | undefined {
  return workspaceIds ? sql`${column} = any(${sql.param(workspaceIds)}::uuid[])` : undefined;
}

/** The filters that were given, under their names. */
export function said(names: Record<string, { fr: string; en: string }>, values: Row, language: "fr" | "en") {
  return Object.entries(names).flatMap(([name, label]) =>
    values[name] === undefined ? [] : [{ label: label[language], value: String(values[name]) }],
  );
}
