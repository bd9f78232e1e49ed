import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import type { DumpTable } from "./dump-table";
import { BrokenDump } from "./fault";
import type { ReadRow, Row } from "./read-rows";
import { entryOf } from "./tables";

const mostRows = 2_000;
const mostBytes = 4 * 1024 * 1024;

/** Writes the rows of one table by lots. A row that PostgreSQL refuses is named by its entry and its line (throws BrokenDump). */
export class RowWriter {
  private lot: { row: Row; line: number; json: string }[] = [];
  private bytes = 0;
  /** Rows that refer to their own table are written last. */
  private readonly late: ReadRow[] = [];

  constructor(
    private readonly tx: Transaction,
    private readonly table: DumpTable,
    /** What its rows bring; the database fills the others. */
    private readonly columns: { name: string; type: string }[],
  ) {}

  async add(read: ReadRow) {
    const own = this.table.references.filter(({ table }) => table === this.table.name);
    if (own.some(({ columns }) => columns.every((column) => read.row[column] != null))) this.late.push(read);
    else await this.put(read);
  }

  async end() {
    for (const read of this.late) await this.put(read, Number.POSITIVE_INFINITY);
    await this.flush();
  }

  private async put({ row, line }: ReadRow, most = mostRows) {
    const json = JSON.stringify(row);
    this.lot.push({ row, line, json });
    this.bytes += json.length;
    if (most === mostRows && (this.lot.length >= most || this.bytes >= mostBytes)) await this.flush();
  }

  private async flush() {
    if (this.lot.length === 0) return;
    const lot = this.lot;
    this.lot = [];
    this.bytes = 0;
    await this.tx
      .transaction((inner) => inner.execute(this.insertion(lot.map(({ json }) => json))))
      .catch((error) => this.findRefused(lot, error));
  }

  private async findRefused(lot: { line: number; json: string }[], cause: Error): Promise<never> {
    for (const { line, json } of lot)
      await this.tx
        .transaction((inner) => inner.execute(this.insertion([json])))
        .catch((error) => {
          const detail = String(error.cause?.message ?? error.message);
          throw new BrokenDump([{ kind: "refused", entry: entryOf(this.table), line, detail }]);
        });
    throw cause;
  }

  private insertion(rows: string[]) {
    const names = sql.raw(this.columns.map(({ name }) => `"${name}"`).join(", "));
    const shape = sql.raw(this.columns.map(({ name, type }) => `"${name}" ${type}`).join(", "));
    return sql`insert into ${sql.identifier(this.table.name)} (${names})
      select ${names} from json_to_recordset(${`[${rows.join(",")}]`}::text::json) as r(${shape})`;
  }
}
