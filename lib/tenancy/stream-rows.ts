import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "./actor";

let opened = 0;

/** The rows of a query a few at a time, through a cursor: in constant memory, and as they were when it opened, whoever writes meanwhile. */
export async function* streamBatches<Row extends Record<string, unknown>>(
  tx: Transaction,
  query: SQL,
  atOnce: number,
): AsyncGenerator<Row[]> {
  const cursor = sql.raw(`stream_${++opened}`);
  await tx.execute(sql`declare ${cursor} no scroll cursor for ${query}`);
  for (;;) {
    const rows = await tx.execute<Row>(sql`fetch ${sql.raw(String(atOnce))} from ${cursor}`);
    if (rows.length > 0) yield [...rows] as Row[];
    if (rows.length < atOnce) break;
  }
  await tx.execute(sql`close ${cursor}`);
}
