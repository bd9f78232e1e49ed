import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";

export interface OfferedTemplates {
  project: string;
  name: string;
  templates: { id: string; title: string }[];
}

/** The standard changes that the asking person may open, project by project. */
export async function listOfferedTemplates(tx: Transaction): Promise<OfferedTemplates[]> {
  return [
    ...(await tx.execute<OfferedTemplates & Record<string, unknown>>(sql`
      select p.key as project, p.name, json_agg(json_build_object('id', c.id, 'title', c.title) order by c.title, c.id) as templates
        from project p join change_template c on c.workspace_id = p.workspace_id and coalesce(c.project_id, p.id) = p.id
       where c.archived_at is null and p.archived_at is null and p.id in (select my_writable_project_ids())
         and p.workspace_id in (select my_workspace_ids_with('tickets.open'))
       group by p.id, p.key, p.name order by p.name, p.key`)),
  ];
}
