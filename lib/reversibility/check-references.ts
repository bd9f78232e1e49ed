import type { DumpTable, Reference } from "./dump-table";
import type { Fault } from "./fault";
import { KeySet } from "./key-set";
import type { ReadRow, Row } from "./read-rows";
import { entryOf } from "./tables";

interface Kept {
  columns: string[];
  keys: KeySet;
}

/** Follows the rows as they come, parents first: each key once, and nothing refers to nowhere. */
export class ReferenceCheck {
  private readonly kept = new Map<string, Kept[]>();
  private readonly addresses = new KeySet();
  /** Of rows that refer to their own table: only its end tells. */
  private waiting: { reference: Reference; value: string; line: number }[] = [];

  constructor(
    tables: DumpTable[],
    private readonly tell: (fault: Fault) => void,
  ) {
    for (const { name, key } of tables) this.keep(name, key);
    for (const { references } of tables) for (const { table, keys } of references) this.keep(table, keys);
  }

  add(table: DumpTable, { row, line }: ReadRow) {
    const entry = entryOf(table);
    for (const [at, { columns, keys }] of this.keptOf(table.name).entries()) {
      const value = keyIn(row, columns);
      if (value !== null && !keys.add(value) && at === 0) this.tell({ kind: "double-key", entry, line, detail: value });
    }
    if (/^account(_alias)?$/.test(table.name) && !this.addresses.add(String(row.mail).toLowerCase()))
      this.tell({ kind: "two-accounts", entry, line, detail: String(row.mail) });
    for (const reference of table.references) this.follow(table, reference, row, line);
  }

  endTable(table: DumpTable) {
    for (const { reference, value, line } of this.waiting)
      if (!this.isKept(reference, value)) this.tellNowhere(table, reference, value, line);
    this.waiting = [];
  }

  private follow(table: DumpTable, reference: Reference, row: Row, line: number) {
    const value = keyIn(row, reference.columns);
    if (value === null) return;
    if (reference.table === table.name) this.waiting.push({ reference, value, line });
    else if (!this.isKept(reference, value)) this.tellNowhere(table, reference, value, line);
  }

  private tellNowhere(table: DumpTable, { columns, table: target }: Reference, value: string, line: number) {
    this.tell({ kind: "nowhere", entry: entryOf(table), line, detail: `${columns.join(", ")} → ${target} ${value}` });
  }

  private isKept({ table, keys }: Reference, value: string): boolean {
    const kept = this.keptOf(table).find(({ columns }) => columns.join() === keys.join());
    return kept?.keys.has(value) ?? false;
  }

  private keep(table: string, columns: string[]) {
    const kept = this.keptOf(table);
    if (!kept.some((each) => each.columns.join() === columns.join())) kept.push({ columns, keys: new KeySet() });
    this.kept.set(table, kept);
  }

  private keptOf(table: string): Kept[] {
    return this.kept.get(table) ?? [];
  }
}

function keyIn(row: Row, columns: string[]): string | null {
  const values = columns.map((column) => row[column]);
  return values.some((value) => value === null || value === undefined) ? null : values.join(" ");
}
