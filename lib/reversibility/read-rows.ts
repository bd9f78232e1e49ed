import { createHash } from "node:crypto";
import type { DumpTable } from "./dump-table";
import { BrokenDump, type Fault } from "./fault";
import type { OpenDump } from "./open-dump";
import { readLines } from "./read-lines";
import { rowSchema } from "./row-schema";
import { entryOf, getDumpTable } from "./tables";

/** A row of a dump, by the names of its columns. */
export type Row = Record<string, unknown>;

export interface ReadRow {
  row: Row;
  line: number;
}

/** The tables that a dump holds, in the order in which they can be filled. */
export function tablesIn({ manifest }: OpenDump): DumpTable[] {
  return Object.keys(manifest.tables).map((name) => {
    const table = getDumpTable(name);
    if (!table) throw new BrokenDump([{ kind: "unknown-entry", entry: manifest.tables[name]!.entry }]);
    return table;
  });
}

/** The rows of one table. What is wrong with a line is told and the line passed over; so are a hash and a count that differ, at the end. */
export async function* readRows(
  dump: OpenDump,
  table: DumpTable,
  tell: (fault: Fault) => void,
): AsyncGenerator<ReadRow> {
  const entry = entryOf(table);
  const schema = rowSchema(table);
  let line = 0;
  for await (const text of readLines(held(dump, entry, tell))) {
    line += 1;
    const row = parse(text);
    const checked = schema.safeParse(row);
    if (checked.success) yield { row: row as Row, line };
    else tell({ kind: "shape", entry, line, detail: firstOf(checked.error.issues) });
  }
  const said = dump.manifest.tables[table.name]!.rows;
  if (line !== said) tell({ kind: "count", entry, detail: `${line} / ${said}` });
}

/** The bytes of an entry, held at their end against what the manifest says of them. */
export async function* held(dump: OpenDump, entry: string, tell: (fault: Fault) => void): AsyncGenerator<Buffer> {
  const said = dump.manifest.entries[entry];
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const bytes of await dump.read(entry)) {
      hash.update(bytes as Buffer);
      size += (bytes as Buffer).length;
      yield bytes as Buffer;
    }
  } catch (error) {
    if (error instanceof BrokenDump) throw error;
    return tell({ kind: "unreadable", entry, detail: (error as Error).message });
  }
  if (said && (said.size !== size || said.sha256 !== hash.digest("hex"))) tell({ kind: "altered", entry });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstOf([issue]: { path: PropertyKey[]; message: string }[]): string {
  return issue ? `${issue.path.join(".")}: ${issue.message}` : "";
}
