import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import type { ItemState } from "./item-state";

interface VersionRow extends Record<string, unknown> {
  version: number;
  validFrom: string;
  validTo: string | null;
  state: ItemState;
  changedBy: string | null;
  importId: string | null;
  tickets: { reference: string; title: string; kind: string }[];
}

type Of = { workspaceId: string; id: string };

export const mostVersionsShown = 200;

/** The versions of an item, the latest first, each with who made it and the tickets that brought it about. */
export async function listItemVersions(tx: Transaction, { workspaceId, id }: Of) {
  const rows = await tx.execute<VersionRow>(sql`
    select v.version, v.valid_from as "validFrom", v.valid_to as "validTo", v.state, v.changed_by as "changedBy", v.import_id as "importId",
      coalesce((select json_agg(json_build_object('reference', t.reference, 'title', t.title, 'kind', t.kind) order by t.opened_at)
        from item_version_ticket c join ticket t on t.workspace_id = c.workspace_id and t.id = c.ticket_id
        where c.item_id = v.item_id and c.version = v.version), '[]') as tickets
    from item_version v where v.workspace_id = ${workspaceId} and v.item_id = ${id}
    order by v.version desc limit ${mostVersionsShown}`);
  const people = await findPeople(
    tx,
    rows.map((row) => row.changedBy),
  );
  return rows.map((row) => ({
    ...row,
    validFrom: new Date(row.validFrom),
    validTo: row.validTo ? new Date(row.validTo) : null,
    changedByName: (row.changedBy && people.get(row.changedBy)?.name) || null,
  }));
}

/** How an item stood at a moment, and in which version; null before it was laid. */
export async function readItemAt(tx: Transaction, { workspaceId, id }: Of, at: SQL) {
  const [found] = await tx.execute<{ version: number; state: ItemState }>(sql`
    select version, state from item_version where workspace_id = ${workspaceId} and item_id = ${id}
      and valid_from <= ${at} and (valid_to is null or valid_to > ${at})`);
  return found ?? null;
}
