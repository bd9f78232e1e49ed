import { z } from "zod";
import type { DumpColumn, DumpTable } from "./dump-table";

/** What a row of a table is in a dump. A column with a default, or that may be empty, may be absent: an older Guichet did not have it. */
export function rowSchema({ columns }: Pick<DumpTable, "columns">) {
  return z.strictObject(Object.fromEntries(columns.map((column) => [column.name, valueIn(column)])));
}

/** The same as a JSON Schema (2020-12). */
export function jsonSchemaOf(name: string, columns: DumpColumn[]) {
  return { title: name, ...z.toJSONSchema(rowSchema({ columns }), { unrepresentable: "any" }) };
}

function valueIn(column: DumpColumn): z.ZodType {
  const value = column.nullable ? bare(column).nullable() : bare(column);
  return column.nullable || column.hasDefault ? value.optional() : value;
}

function bare({ type, values }: DumpColumn): z.ZodType {
  if (values) return z.enum(values as [string, ...string[]]);
  const known: Record<string, () => z.ZodType> = {
    uuid: () => z.guid(),
    text: () => z.string(),
    "timestamp (3) with time zone": () => z.iso.datetime({ offset: true }),
    date: () => z.iso.date(),
    smallint: () => z.int().min(-32_768).max(32_767),
    integer: () => z.int().min(-2_147_483_648).max(2_147_483_647),
    bigint: () => z.int(),
    boolean: () => z.boolean(),
    jsonb: () => z.unknown(),
    "text[]": () => z.array(z.string()),
    "integer[]": () => z.array(z.int()),
  };
  const schema = known[type];
  if (!schema) throw new Error(`No dump says how a column of the type ${type} is written.`);
  return schema();
}
