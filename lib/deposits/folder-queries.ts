import { and, asc, eq, gt, ilike, sql } from "drizzle-orm";
import { depositWatch, packageEntry } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

interface Folder extends Record<string, unknown> {
  key: string;
  name: string;
  workspaceName: string;
  preproduction: number;
  production: number;
  lastAt: string | null;
}

/** Every project whose deposits the asking person reads, by name, with how many packages stand in each environment. */
export function listFolders(tx: Transaction, workspaceIds: string[]) {
  return tx.execute<Folder>(sql`
    select p.key, p.name, w.name as "workspaceName", max(k.deposited_at) as "lastAt",
      count(k.id) filter (where k.environment = 'preproduction')::int as preproduction,
      count(k.id) filter (where k.environment = 'production')::int as production
    from project p join workspace w on w.id = p.workspace_id left join package k on k.project_id = p.id
    where p.archived_at is null and p.workspace_id = any(${sql.param(workspaceIds)}::uuid[]) and p.id in (select my_project_ids())
    group by p.key, p.name, p.id, w.name order by p.name, p.id`);
}

/** What an archive holds, in its own order: those whose path has the words, or only what is odd. */
export async function listEntries(
  tx: Transaction,
  packageId: string,
  { q, odd, after = -1, limit }: { q?: string; odd?: boolean; after?: number; limit: number },
) {
  const rows = await tx
    .select()
    .from(packageEntry)
    .where(
      and(
        eq(packageEntry.packageId, packageId),
        gt(packageEntry.position, after),
        q ? ilike(packageEntry.path, `%${q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
        odd ? sql`array_remove(${packageEntry.flags}, 'archive') <> '{}'` : undefined,
      ),
    )
    .orderBy(asc(packageEntry.position))
    .limit(limit + 1);
  const entries = rows.slice(0, limit);
  return { entries, after: rows.length > limit ? entries.at(-1)!.position : null };
}

/** Whether the asking person is told of each deposit in that project. */
export async function watchesDeposits(tx: Transaction, projectId: string): Promise<boolean> {
  const [found] = await tx
    .select({ since: depositWatch.since })
    .from(depositWatch)
    .where(and(eq(depositWatch.projectId, projectId), eq(depositWatch.accountId, tx.asking.accountId!)));
  return found !== undefined;
}
