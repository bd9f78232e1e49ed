import { and, asc, eq, gt, ilike, sql } from "drizzle-orm";
import { depositWatch, packageEntry } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Environment, PackageKind } from "./package";

interface Folder extends Record<string, unknown> {
  projectKey: string;
  projectName: string;
  workspaceId: string;
  workspaceName: string;
  /** Null when nothing was deposited in the project yet. */
  environment: Environment | null;
  kind: PackageKind | null;
  packages: number;
  lastAt: string | null;
}

/** The deposit folders of every project whose deposits the asking person reads; an empty project has one line without a folder. */
export async function listFolders(tx: Transaction, workspaceIds: string[], projectKey?: string) {
  return tx.execute<Folder>(sql`
    select p.key as "projectKey", p.name as "projectName", w.id as "workspaceId", w.name as "workspaceName", k.environment, k.kind,
      count(k.id)::int as packages, max(k.deposited_at) as "lastAt"
    from project p join workspace w on w.id = p.workspace_id left join package k on k.project_id = p.id
    where p.archived_at is null and p.workspace_id = any(${sql.param(workspaceIds)}::uuid[])
      and p.id in (select my_project_ids())
      ${projectKey ? sql`and p.key = ${projectKey}` : sql``}
    group by p.id, w.id, k.environment, k.kind order by p.name, p.id, k.environment, k.kind`);
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
        odd ? sql`cardinality(${packageEntry.flags}) > 0` : undefined,
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
