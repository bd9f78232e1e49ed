import { eq, inArray, isNull, sql } from "drizzle-orm";
import { itemType, workspace } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import type { ItemField } from "./item-type";

export type ItemType = Awaited<ReturnType<typeof listItemTypes>>[number];

/** The types that a workspace's items can be of: its own and the platform's, in their order. Null: the platform's alone. */
export async function listItemTypes(tx: Transaction, workspaceId: string | null) {
  const places = [PLATFORM_ID, ...(workspaceId ? [workspaceId] : [])];
  return (await selectTypes(tx).where(inArray(itemType.workspaceId, places))).map(withFields);
}

/** Every type that the asking person may meet, one for each code: for filters. */
export async function listKnownItemTypes(tx: Transaction) {
  const rows = await selectTypes(tx).where(isNull(itemType.archivedAt));
  const known = new Map(rows.map((row) => [row.code, row]));
  return [...known.values()].map(withFields);
}

/** A type by its code: the workspace's own, else the platform's. Throws NotFound when there is none, or none that is still used. */
export async function getItemType(tx: Transaction, workspaceId: string | null, code: string) {
  const types = (await listItemTypes(tx, workspaceId)).filter((type) => type.code === code && !type.archivedAt);
  const found = types.find((type) => type.workspaceId === workspaceId) ?? types[0];
  if (!found) throw new NotFound("unknown-item-type");
  return found;
}

function selectTypes(tx: Transaction) {
  return tx
    .select({
      workspaceId: itemType.workspaceId,
      workspaceKey: workspace.key,
      id: itemType.id,
      code: itemType.code,
      labelFr: itemType.labelFr,
      labelEn: itemType.labelEn,
      fields: itemType.fields,
      remindDays: itemType.remindDays,
      position: itemType.position,
      archivedAt: itemType.archivedAt,
    })
    .from(itemType)
    .leftJoin(workspace, eq(workspace.id, itemType.workspaceId))
    .orderBy(sql`${itemType.archivedAt} is not null`, itemType.position, itemType.code)
    .$dynamic();
}

function withFields<Row extends { fields: unknown }>(row: Row) {
  return { ...row, fields: row.fields as ItemField[] };
}
