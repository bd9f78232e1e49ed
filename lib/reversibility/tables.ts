import { is } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/db/schema";
import { type DumpColumn, type DumpTable, type FileColumn, nameOf } from "./dump-table";
import { columnsLeftOut, tablesLeftOut } from "./left-out";
import { referencesOf } from "./references";

const all = (Object.values(schema) as unknown[]).filter((value): value is PgTable => is(value, PgTable));

/** Every table of the schema, whether a dump holds it or not. */
export const tableNames: string[] = all.map((table) => getTableConfig(table).name).sort();

/** The tables of a dump: each after those that its rows refer to, the journal last. */
export const dumpTables: DumpTable[] = inOrder(
  all.map(describe).filter(({ name }) => tablesLeftOut[name] === undefined),
);

export function getDumpTable(name: string): DumpTable | undefined {
  return dumpTables.find((table) => table.name === name);
}

/** Where a table's rows stand in a dump. */
export function entryOf({ name }: Pick<DumpTable, "name">): string {
  return `${name === "event" || name === "chain" ? "journal" : "tables"}/${name}.jsonl`;
}

function describe(table: PgTable): DumpTable {
  const { name, columns, primaryKeys } = getTableConfig(table);
  const single = columns.filter((column) => column.primary).map(nameOf);
  return {
    name,
    columns: columns.map(describeColumn).filter((column) => columnsLeftOut[`${name}.${column.name}`] === undefined),
    // A chain is read from its first line to its last.
    key: name === "event" ? ["workspace_id", "chain_id", "sequence"] : (primaryKeys[0]?.columns.map(nameOf) ?? single),
    references: referencesOf(table),
    files: columns
      .map(nameOf)
      .filter(isStorageKey)
      .map((key) => fileColumn(name, key)),
  };
}

function describeColumn(column: PgColumn): DumpColumn {
  return {
    name: nameOf(column),
    type: column.getSQLType(),
    nullable: !column.notNull,
    hasDefault: column.hasDefault,
    values: column.enumValues ?? null,
  };
}

function isStorageKey(column: string) {
  return column.endsWith("storage_key");
}

function fileColumn(table: string, storageKey: string): FileColumn {
  const sha256 = storageKey.replace("storage_key", "sha256");
  return { sha256, storageKey, folder: table === "incoming_mail" ? "mails" : "files" };
}

/** Parents before children; a table that refers to itself is its own matter. Throws on a circle. */
function inOrder(tables: DumpTable[]): DumpTable[] {
  const placed: DumpTable[] = [];
  const waiting = [...tables].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  while (waiting.length > 0) {
    const next = waiting.findIndex((table) =>
      table.references.every(
        ({ table: parent }) => parent === table.name || !waiting.some(({ name }) => name === parent),
      ),
    );
    if (next < 0)
      throw new Error(`Tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(", ")}`);
    placed.push(...waiting.splice(next, 1));
  }
  return placed;
}

function rank({ name }: DumpTable): number {
  return name === "chain" ? 1 : name === "event" ? 2 : 0;
}
