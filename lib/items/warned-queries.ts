import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";

export interface Warned extends Record<string, unknown> {
  name: string;
  mail: string;
  phone: string | null;
  /** `owner` of an item, or the role of a project's contact. */
  role: "owner" | "moa" | "moe" | "amoa";
  /** The item or the project for which. */
  about: string;
}

/** Whom to warn of an outage of these items: their owners, and the contacts of their projects, as far as the reader may know them. */
export async function listWarned(tx: Transaction, itemIds: string[], projectIds: string[]): Promise<Warned[]> {
  const rows = await tx.execute<Warned>(sql`
    select c.name, c.mail, c.phone, c.role, p.name as about from project_contact c join project p on p.id = c.project_id
      where c.project_id = any (${sql.param(projectIds)}::uuid[])
    union all
    select a.name, a.mail, null, 'owner', min(i.name) from item i join account a on a.id = i.owner_id
      where i.id = any (${sql.param(itemIds)}::uuid[]) group by a.id, a.name, a.mail
    order by about, name limit 200`);
  return [...rows];
}
