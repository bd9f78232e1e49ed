import { and, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { relationType } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { ItemId, type ItemStatus } from "./item";

/** How items of a workspace can stand to one another: its own types and the platform's, in their order. */
export function listRelationTypes(tx: Transaction, workspaceId: string | null) {
  return tx
    .select()
    .from(relationType)
    .where(
      and(
        inArray(relationType.workspaceId, [PLATFORM_ID, workspaceId ?? PLATFORM_ID]),
        isNull(relationType.archivedAt),
      ),
    )
    .orderBy(relationType.position, relationType.code);
}

/** The types that a workspace made itself, archived ones last. */
export function listOwnRelationTypes(tx: Transaction, workspaceId: string) {
  return tx
    .select()
    .from(relationType)
    .where(sql`${relationType.workspaceId} = ${workspaceId}`)
    .orderBy(sql`${relationType.archivedAt} is not null`, relationType.position, relationType.code);
}

/** A type by its code: the workspace's own, else the platform's. Throws NotFound. */
export async function getRelationType(tx: Transaction, workspaceId: string, code: string) {
  const types = (await listRelationTypes(tx, workspaceId)).filter((type) => type.code === code);
  const found = types.find((type) => type.workspaceId === workspaceId) ?? types[0];
  if (!found) throw new NotFound("unknown-relation-type");
  return found;
}

interface RelationRow extends Record<string, unknown> {
  id: string;
  workspaceId: string;
  typeCode: string;
  labelFr: string;
  labelEn: string;
  reverseFr: string;
  reverseEn: string;
  impact: "forward" | "backward" | "none";
  fromId: string;
  fromName: string;
  fromType: string;
  fromStatus: ItemStatus;
  toId: string;
  toName: string;
  toType: string;
  toStatus: ItemStatus;
  since: string;
  until: string | null;
  ticket: string | null;
}

export type Relation = ReturnType<typeof present>;

/** One relation, ended or not, as far as the asking person reads both its ends. Throws NotFound. */
export async function getRelation(tx: Transaction, id: string) {
  const [found] = ItemId.safeParse(id).success ? await readRelations(tx, sql`r.id = ${id}::uuid`, 1) : [];
  if (!found) throw new NotFound("unknown-relation");
  return found;
}

/** The relations of an item with items that the asking person reads, as they stood at a moment (now when absent). */
export function listRelations(tx: Transaction, itemId: string, at: SQL = sql`now()`, most = 500) {
  return readRelations(
    tx,
    sql`(r.from_id = ${itemId}::uuid or r.to_id = ${itemId}::uuid) and r.since <= ${at} and (r.until is null or r.until > ${at})`,
    most,
  );
}

async function readRelations(tx: Transaction, condition: SQL, limit: number) {
  const rows = await tx.execute<RelationRow>(sql`
    select r.id, r.workspace_id as "workspaceId", y.code as "typeCode", y.label_fr as "labelFr", y.label_en as "labelEn",
      y.reverse_fr as "reverseFr", y.reverse_en as "reverseEn", r.impact, a.id as "fromId", a.name as "fromName", ta.code as "fromType",
      a.status as "fromStatus", b.id as "toId", b.name as "toName", tb.code as "toType", b.status as "toStatus", r.since, r.until,
      (select t.reference from ticket t where t.workspace_id = r.workspace_id and t.id = r.ticket_id) as ticket
    from item_relation r
      join relation_type y on y.workspace_id = r.type_workspace_id and y.id = r.type_id
      join item a on a.workspace_id = r.from_workspace_id and a.id = r.from_id
      join item_type ta on ta.workspace_id = a.type_workspace_id and ta.id = a.type_id
      join item b on b.workspace_id = r.to_workspace_id and b.id = r.to_id
      join item_type tb on tb.workspace_id = b.type_workspace_id and tb.id = b.type_id
    where ${condition} order by y.position, a.name, b.name, r.id limit ${limit}`);
  return rows.map(present);
}

function present(row: RelationRow) {
  return { ...row, since: new Date(row.since), until: row.until ? new Date(row.until) : null };
}
