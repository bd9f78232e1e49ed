import postgres from "postgres";
import { ensureRoles } from "@/db/migrate";
import { rolePassword } from "@/lib/settings/environment";
import { BackupRefused } from "./backup";
import { loadDump } from "./database-tools";

/** Loads what pg_dump wrote into an empty database, all or nothing. Throws BackupRefused. */
export async function restoreDump(path: string, url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`
      select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' limit 1`;
    if (found) throw new BackupRefused({ code: "database-not-empty" });
    // A dump grants rights to roles that it does not hold.
    await ensureRoles(sql, { web: rolePassword("guichet_web"), worker: rolePassword("guichet_worker") });
  } finally {
    await sql.end({ timeout: 1 });
  }
  await loadDump(path, url);
}
