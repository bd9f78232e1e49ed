import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/**
 * Creates the two roles of the application when they are missing, gives them their passwords, and brings the database to the
 * current schema. Idempotent; the owner's address must be that of a role which may create roles.
 */
export async function migrateDatabase(ownerUrl: string, passwords: { web: string; worker: string }) {
  const connection = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    // Two processes that migrate at once wait for each other here.
    await connection`select pg_advisory_lock(hashtext('guichet migrations'))`;
    await ensureRole(connection, "guichet_web", passwords.web);
    await ensureRole(connection, "guichet_worker", passwords.worker);
    await migrate(drizzle(connection), { migrationsFolder: join(import.meta.dirname, "migrations") });
  } finally {
    await connection.end();
  }
}

async function ensureRole(connection: postgres.Sql, role: "guichet_web" | "guichet_worker", password: string) {
  const [found] = await connection`select 1 from pg_roles where rolname = ${role}`;
  if (!found)
    await connection.unsafe(`create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit`);
  const [statement] = await connection<
    { text: string }[]
  >`select format('alter role %I password %L', ${role}::text, ${password}::text) as text`;
  await connection.unsafe(statement!.text);
}
