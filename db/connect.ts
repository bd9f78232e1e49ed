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
  return { connection, database: drizzle(connection, { casing: "snake_case" }) };
}
