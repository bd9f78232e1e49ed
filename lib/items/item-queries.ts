import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Conflict, Invalid, NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import type { FieldValue } from "@/lib/workspaces/field";
import { ItemId, type ItemStatus } from "./item";
import { type ItemFilter, itemConditions } from "./item-filter";
import type { ItemField } from "./item-type";

interface ItemRow extends Record<string, unknown> {
  workspaceId: string;
  /** Null for an item of the platform. */
  workspaceKey: string | null;
  workspaceName: string | null;
  id: string;
  typeWorkspaceId: string;
  typeId: string;
  typeCode: string;
  typeFr: string;
  typeEn: string;
  typeFields: ItemField[];
  projectId: string | null;
  projectKey: string | null;
  projectName: string | null;
  name: string;
  externalKey: string | null;
  status: ItemStatus;
  criticality: number;
  ownerId: string | null;
  startsOn: string | null;
  expiresOn: string | null;
  values: Record<string, FieldValue>;
  version: number;
  createdAt: string;
  updatedAt: string;
  writableAtPlatform: boolean;
}

export type Item = Awaited<ReturnType<typeof getItem>>;

/** One item with the words of its type, its place and its owner. Throws NotFound when it does not exist for the asking person. */
export async function getItem(tx: Transaction, id: string) {
  const [found] = ItemId.safeParse(id).success ? await readItems(tx, [sql`i.id = ${id}::uuid`], 1) : [];
  if (!found) throw new NotFound("unknown-item");
  return found;
}

/** The item of a workspace (null: of the platform) that imports know by this key, if there is one. */
export async function findItemByKey(tx: Transaction, workspaceId: string, externalKey: string) {
  const conditions = [sql`i.workspace_id = ${workspaceId}::uuid`, sql`i.external_key = ${externalKey}`];
  return (await readItems(tx, conditions, 1))[0];
}

/** The items that a text names: by identifier, else by external key, else by whole name. */
export async function findNamedItems(tx: Transaction, text: string) {
  if (ItemId.safeParse(text).success) return readItems(tx, [sql`i.id = ${text}::uuid`], 1);
  const byKey = await readItems(tx, [sql`i.external_key = ${text}`], 5);
  return byKey.length > 0 ? byKey : readItems(tx, [sql`i.name = ${text}`], 5);
}

/** The one item that a text names: see findNamedItems. Throws NotFound, or Conflict when several bear that name. */
export async function getNamedItem(tx: Transaction, text: string) {
  const [found, other] = await findNamedItems(tx, text);
  if (!found) throw new NotFound("unknown-item");
  if (other) throw new Conflict("several-items");
  return found;
}

/** Locks the row until the transaction ends, then reads it. Throws NotFound. */
export async function lockItem(tx: Transaction, id: string) {
  const { workspaceId } = await getItem(tx, id);
  // A reader without the right to change passes the select and not the lock: his refusal must say Forbidden, not NotFound.
  await tx.execute(sql`select 1 from item where workspace_id = ${workspaceId} and id = ${id} for update`);
  return getItem(tx, id);
}

/** Those of these items that exist for the asking person, by name. */
export function listItemsByIds(tx: Transaction, ids: string[]) {
  return readItems(tx, [sql`i.id = any(${sql.param(ids)}::uuid[])`], ids.length);
}

/** One page of the items that the asking person reads, by name, and the cursor of the next one. */
export async function listItems(tx: Transaction, filter: ItemFilter, page: { limit: number; after?: string }) {
  const conditions = itemConditions(filter, tx.asking.accountId);
  if (page.after !== undefined) {
    const { name, id } = readCursor(page.after);
    conditions.push(sql`(i.name, i.id) > (${name}, ${id}::uuid)`);
  }
  const rows = await readItems(tx, conditions, page.limit + 1);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, after: rows.length > page.limit && last ? writeCursor(last) : null };
}

const anything = sql`true`;

async function readItems(tx: Transaction, conditions: SQL[], limit: number) {
  const rows = await tx.execute<ItemRow>(sql`
    select i.workspace_id as "workspaceId", w.key as "workspaceKey", w.name as "workspaceName", i.id,
      i.type_workspace_id as "typeWorkspaceId", i.type_id as "typeId", y.code as "typeCode", y.label_fr as "typeFr", y.label_en as "typeEn",
      y.fields as "typeFields", i.project_id as "projectId", p.key as "projectKey", p.name as "projectName", i.name,
      i.external_key as "externalKey", i.status, i.criticality, i.owner_id as "ownerId", i.starts_on::text as "startsOn",
      i.expires_on::text as "expiresOn", i.values, i.version, i.created_at as "createdAt", i.updated_at as "updatedAt",
      i.workspace_id = platform_id() and may_write_platform_item(i.id, i.created_by) as "writableAtPlatform"
    from item i join item_type y on y.workspace_id = i.type_workspace_id and y.id = i.type_id
      left join workspace w on w.id = i.workspace_id left join project p on p.id = i.project_id
    where ${sql.join([anything, ...conditions], sql` and `)}
    order by i.name, i.id limit ${limit}`);
  const owners = await findPeople(
    tx,
    rows.map(({ ownerId }) => ownerId),
  );
  return rows.map((row) => {
    const owner = row.ownerId ? owners.get(row.ownerId) : undefined;
    return {
      ...row,
      createdAt: new Date(row.createdAt),
      updatedAt: new Date(row.updatedAt),
      ownerName: owner?.name ?? null,
      ownerMail: owner?.mail ?? null,
    };
  });
}

/** The cursor bears no right: it is a place in the order of names, and row security applies past it. */
function writeCursor({ name, id }: { name: string; id: string }): string {
  return Buffer.from(JSON.stringify([name, id])).toString("base64url");
}

const Cursor = z.tuple([z.string().max(400), z.guid()]);

function readCursor(text: string): { name: string; id: string } {
  try {
    const [name, id] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (name.isWellFormed() && !name.includes("\0")) return { name, id };
  } catch {
    // Fall through: whatever is wrong with a cursor, the answer is the same.
  }
  throw new Invalid("bad-cursor", "after");
}
