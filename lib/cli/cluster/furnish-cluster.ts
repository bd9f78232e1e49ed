import postgres from "postgres";
import { Trouble } from "../trouble";
import { words } from "../words";
import type { ClusterPasswords } from "./cluster";

/** Makes sure that the role `guichet_owner` and its database `guichet` exist; gives the addresses of both roles. */
export async function furnishCluster(port: number, passwords: ClusterPasswords, dataFolder: string) {
  const superuserUrl = `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/postgres`;
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`show server_version`;
    await ensureOwner(sql, passwords.owner);
    const [database] = await sql`select 1 from pg_database where datname = 'guichet'`;
    if (!database) await sql`create database guichet owner guichet_owner`;
    const ownerUrl = `postgres://guichet_owner:${passwords.owner}@127.0.0.1:${port}/guichet`;
    return { version: String(row?.server_version), superuserUrl, ownerUrl };
  } catch (error) {
    if ((error as { code?: string }).code === "28P01") throw new Trouble(words.clusterSecret(dataFolder));
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The owner migrates and creates the two roles that serve; it can neither see through row security nor become superuser. */
async function ensureOwner(sql: postgres.Sql, password: string): Promise<void> {
  const [role] = await sql`select 1 from pg_roles where rolname = 'guichet_owner'`;
  if (!role) await sql`create role guichet_owner login nosuperuser createrole nocreatedb nobypassrls`;
  // `alter role` takes no bound parameter; the password is base64url, which holds no quote.
  await sql.unsafe(`alter role guichet_owner password '${password}'`);
}
