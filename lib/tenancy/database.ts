import { sql } from "drizzle-orm";
import { connect, type Database } from "@/db/connect";
import { type DatabaseRole, roleUrl } from "@/lib/settings/environment";

type Pool = ReturnType<typeof connect>;

// On globalThis, because a development server reloads modules and must not leak pools.
const kept = globalThis as { guichetPools?: Map<DatabaseRole, Pool> };
kept.guichetPools ??= new Map();
const pools = kept.guichetPools;

/** The pool of one of our two roles, opened at first use. */
export function poolOf(role: DatabaseRole): Pool {
  const known = pools.get(role);
  if (known) return known;
  const pool = connect(roleUrl(role), { name: role });
  pools.set(role, pool);
  return pool;
}

/** Closes every pool of this process; the next use opens anew. */
export async function closeDatabase() {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((pool) => pool.connection.end({ timeout: 5 })));
}

/** Throws when the role could pass the wall: superuser, BYPASSRLS, or owner of a table. Every process asks before it serves. */
export async function ensureRoleIsBehindTheWall(database: Database) {
  const [found] = await database.execute<{ reason: string | null }>(sql`
    select case
      when r.rolsuper then 'is a superuser'
      when r.rolbypassrls then 'has BYPASSRLS'
      when exists (select 1 from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) then 'owns tables'
      when pg_has_role(r.oid, (select relowner from pg_class where oid = 'ticket'::regclass), 'member') then 'is a member of the owner'
    end as reason
    from pg_roles r where r.rolname = current_user`);
  if (found?.reason)
    throw new Error(`The database role of this process ${found.reason}: Guichet does not start on it.`);
}
