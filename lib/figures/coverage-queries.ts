import { sql } from "drizzle-orm";
import { statisticsScope } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";

export interface Coverage {
  workspace: string;
  readable: number;
  projects: number;
}

/** The workspaces of which the asking person's figures count some projects only, or none but his own tickets. */
export async function listPartlyCovered(tx: Transaction): Promise<Coverage[]> {
  const scope = statisticsScope(await getRights(tx));
  const among = scope ? sql`= any(${sql.param(scope)}::uuid[])` : sql`in (select my_workspace_ids())`;
  const rows = await tx.execute<Coverage & Record<string, unknown>>(sql`
    select w.name as workspace, count(*)::int as projects, count(*) filter (where p.id in (select my_project_ids()))::int as readable
      from project p join workspace w on w.id = p.workspace_id where p.workspace_id ${among}
     group by w.id, w.name having count(*) > count(*) filter (where p.id in (select my_project_ids())) order by w.name`);
  return [...rows];
}

/** The keys of the workspaces whose figures he reads, when he belongs to others too: lists must be held to them to show the same. */
export async function findScopeKeys(tx: Transaction): Promise<string[] | null> {
  const scope = statisticsScope(await getRights(tx));
  if (!scope) return null;
  const rows = await tx.execute<{ key: string }>(
    sql`select key from workspace where id = any(${sql.param(scope)}::uuid[]) order by key`,
  );
  return rows.map(({ key }) => key);
}
