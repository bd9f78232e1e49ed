import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { itemStatuses } from "./item";

const code = z.string().max(60);

/** The filters of a list of items, as the address of the page, the API and exports carry them. Unknown names are refused. */
export const ItemFilter = z.strictObject({
  workspace: code.optional(),
  project: code.toUpperCase().optional(),
  type: code.optional(),
  status: z.enum(itemStatuses).optional(),
  criticality: z
    .string()
    .regex(/^[1-4]$/)
    .optional(),
  /** A mail address, or `me`. */
  owner: z.string().max(254).optional(),
  /** Ends within so many days from today; what has ended already and is not retired counts too. */
  expiresWithin: z.coerce.number().int().min(0).max(3_650).optional(),
  /** A part of the name, or the whole external key. */
  q: z.string().trim().max(200).optional(),
});

export type ItemFilter = z.output<typeof ItemFilter>;

/**
 * What the filter asks, as conditions on `i` (item) and `y` (its type), `w` (workspace) and `p` (project) beside it. None of them is
 * there for safety: the wall stands without them.
 */
export function itemConditions(asked: ItemFilter, me: string | null): SQL[] {
  const part = asked.q && `%${asked.q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const conditions = [
    asked.workspace && sql`w.key = ${asked.workspace}`,
    asked.project && sql`p.key = ${asked.project}`,
    asked.type && sql`y.code = ${asked.type}`,
    asked.status && sql`i.status = ${asked.status}`,
    asked.criticality && sql`i.criticality = ${Number(asked.criticality)}`,
    asked.owner === "me"
      ? sql`i.owner_id = ${me}::uuid`
      : asked.owner &&
        sql`i.owner_id = (select a.id from account a where a.mail = ${asked.owner.trim().toLowerCase()})`,
    asked.expiresWithin !== undefined &&
      sql`i.status <> 'retired' and i.expires_on <= (now() at time zone 'Europe/Paris')::date + ${asked.expiresWithin}::int`,
    part && sql`(i.name ilike ${part} or i.external_key = ${asked.q})`,
  ];
  return conditions.filter((condition): condition is SQL => Boolean(condition));
}
