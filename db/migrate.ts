import { readFileSync } from "node:fs";
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
    await ensureRoles(connection, passwords);
    await migrate(drizzle(connection), { migrationsFolder });
  } finally {
    await connection.end();
  }
}

const migrationsFolder = join(import.meta.dirname, "migrations");

/** How many migrations this code knows. */
export function countMigrations(): number {
  const journal = readFileSync(join(migrationsFolder, "meta", "_journal.json"), "utf8");
  return (JSON.parse(journal) as { entries: unknown[] }).entries.length;
}

/** The two roles of the application, with these passwords. */
export async function ensureRoles(connection: postgres.Sql, passwords: { web: string; worker: string }) {
  await ensureRole(connection, "guichet_web", passwords.web);
  await ensureRole(connection, "guichet_worker", passwords.worker);
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
