import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import { type CacheRule, cacheScopes } from "./cache-rule";

/** The cache rules that apply to a site, as far as the asking person reads them; those without a known scope are left out. */
export async function listCacheRules(tx: Transaction, siteId: string): Promise<CacheRule[]> {
  const rows = await tx.execute<Omit<CacheRule, "seconds"> & { seconds: string | null } & Record<string, unknown>>(sql`
    select i.id, i.name, i.values ->> 'scope' as scope, coalesce(i.values ->> 'target', '') as target, i.values ->> 'seconds' as seconds,
      i.status = 'in-service' as "inService"
    from item_relation r
      join relation_type k on k.workspace_id = r.type_workspace_id and k.id = r.type_id and k.code = 'applies-to'
      join item i on i.workspace_id = r.from_workspace_id and i.id = r.from_id
      join item_type y on y.workspace_id = i.type_workspace_id and y.id = i.type_id and y.code = 'cache-rule'
    where r.to_id = ${siteId} and r.until is null order by i.name, i.id limit 500`);
  return rows
    .filter(({ scope }) => cacheScopes.includes(scope))
    .map((row) => ({ ...row, seconds: Number(row.seconds ?? 0) }));
}
