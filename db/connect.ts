import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Database = ReturnType<typeof connect>["database"];

/** A pool of connections with the schema's snake_case names; `connection` is the driver itself, to listen and to close. */
export function connect(url: string, options: { max?: number; name: string }) {
  const connection = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: options.name },
  });
  return { connection, database: drizzle(prepared(connection), { casing: "snake_case" }) };
}

/**
 * Drizzle asks through `unsafe`, which the driver plans anew each time; with the policies of row security, planning costs more than
 * reading. Prepared, a statement is planned a few times, then kept by its connection.
 */
function prepared<Sql extends postgres.Sql | postgres.TransactionSql>(sql: Sql): Sql {
  const unsafe = sql.unsafe.bind(sql);
  const plain = sql as postgres.Sql & postgres.TransactionSql;
  plain.unsafe = ((text: string, values: never[], options?: postgres.UnsafeQueryOptions) =>
    unsafe(text, values, { ...options, prepare: true })) as typeof plain.unsafe;
  for (const inner of ["begin", "savepoint"] as const) {
    const open = plain[inner] as ((...given: unknown[]) => Promise<unknown>) | undefined;
    if (!open) continue;
    (plain as unknown as Record<string, unknown>)[inner] = (...given: unknown[]) => {
      const work = given.pop() as (sql: postgres.TransactionSql) => unknown;
      return open(...given, (scoped: postgres.TransactionSql) => work(prepared(scoped)));
    };
  }
  return sql;
}
