import type { DumpTable } from "./dump-table";
import type { Row } from "./read-rows";

/** What these rows are parts of. */
const wholes: Record<string, [string, string]> = {
  account_alias: ["account", "account_id"],
  item_version: ["item", "item_id"],
};

/** Which identifier of this instance answers to one of the dump's; what is not told keeps its own. */
export class Identities {
  private readonly known = new Map<string, Map<string, string>>();

  /** The row of `table` that the dump calls `theirs` is here already, as `ours`. */
  tell(table: string, theirs: string, ours: string) {
    const known = this.known.get(table) ?? new Map<string, string>();
    this.known.set(table, known.set(theirs, ours));
  }

  /** Whether the row, or what it is a part of, exists here: it is not written again. */
  has(table: string, row: Row): boolean {
    const [whole, column] = wholes[table] ?? [table, "id"];
    return this.known.get(whole)?.has(String(row[column])) ?? false;
  }

  /** The row as it is written here. */
  translate(table: DumpTable, row: Row): Row {
    const translated = { ...row };
    for (const { columns, table: target, keys } of table.references) {
      const [named, key] = target === "membership" ? ["account", "account_id"] : [target, "id"];
      const column = columns[keys.indexOf(key)];
      const ours = column && this.known.get(named)?.get(String(row[column]));
      if (column && ours) translated[column] = ours;
    }
    return translated;
  }
}
