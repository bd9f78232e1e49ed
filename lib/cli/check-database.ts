import postgres from "postgres";
import { Trouble } from "./trouble";
import { words } from "./words";

/** Throws, in words, unless DATABASE_URL answers, is recent enough, and its role may make those of Guichet. */
export async function checkDatabase(databaseUrl: string): Promise<string> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [server] = await sql`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number, rolname as role,
             rolsuper or rolcreaterole or (select count(*) = 2 from pg_roles where rolname in ('guichet_web', 'guichet_worker')) as able
      from pg_roles where rolname = current_user`;
    if (!server) throw new Error("pg_roles");
    if (server.number < 180_000) throw new Trouble(words.databaseTooOld(server.version));
    if (!server.able) throw new Trouble(words.databaseRights(server.role));
    return server.version;
  } catch (error) {
    throw inItsWords(error, databaseUrl);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function inItsWords(error: unknown, databaseUrl: string): unknown {
  const { code } = error as { code?: string };
  const { host, pathname } = new URL(databaseUrl);
  const where = `${host}${pathname}`;
  if (code === "28P01" || code === "28000") return new Trouble(words.databasePassword(where));
  if (code === "3D000") return new Trouble(words.databaseAbsent(where));
  if (code && /^(E[A-Z]+|CONNECT_TIMEOUT|CONNECTION_\w+|57P0\d)$/.test(code)) {
    return new Trouble(words.databaseUnreachable(where));
  }
  return error;
}
