import { and, eq, isNull, sql } from "drizzle-orm";
import { account, membership, project } from "@/db/schema";
import { mayWriteItem } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { ItemState } from "@/lib/items/item-state";
import { listRelationTypes } from "@/lib/items/relation-queries";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import type { ItemImport } from "./item-import-queries";
import { type KnownItem, type LineFacts, type NamedItem, relationKey } from "./judge-line";
import { fold } from "./read-cell";

/** What judging some lines asks of the database, as the import's author reads it. */
export async function gatherLineFacts(tx: Transaction, read: ItemImport, lines: string[][]): Promise<LineFacts> {
  const { workspaceId, typeId, projectId: defaultProjectId } = read;
  const { titles } = read.columns;
  const targets = titles.map((title) => read.mapping[title] ?? null);
  const rights = await getRights(tx);
  const cellsOf = (wanted: (target: string) => boolean) => {
    const places = targets.flatMap((target, place) => (target && wanted(target) ? [place] : []));
    return lines.flatMap((cells) => places.map((place) => cells[place] ?? "").filter(Boolean));
  };
  const keys = cellsOf((target) => target === "externalKey").map((text) => text.normalize("NFC"));
  const names = cellsOf((target) => target === "name").map((text) => text.normalize("NFC"));
  const related = cellsOf((target) => target.startsWith("relations.")).flatMap((text) =>
    text.split(/[\n;]/).map((name) => name.trim()),
  );
  const mayWriteIn = (projectId: string | null) => mayWriteItem(rights, { workspaceId, projectId });
  const known = await findKnownItems(tx, read, { keys, names }, mayWriteIn);
  return {
    ...{ workspaceId, typeId, titles, targets, defaultProjectId, fields: read.typeFields, mayWriteIn },
    relationTypes: await listRelationTypes(tx, workspaceId),
    projects: await nameProjects(tx, workspaceId),
    members: await nameMembers(tx, workspaceId),
    ...known,
    named: await findNamed(tx, workspaceId, related),
    related: related.length > 0 ? await listRelated(tx, known) : new Set<string>(),
    newId: newIdentifier,
  };
}

async function findKnownItems(
  tx: Transaction,
  { workspaceId, typeId }: ItemImport,
  { keys, names }: { keys: string[]; names: string[] },
  mayWriteIn: (projectId: string | null) => boolean,
) {
  const columns = sql`i.id, i.version, i.type_id as "typeId", i.project_id as "projectId", i.name, i.external_key as "externalKey",
    i.status, i.criticality, i.owner_id as "ownerId", i.starts_on::text as "startsOn", i.expires_on::text as "expiresOn", i.values`;
  const rows = await tx.execute<ItemState & { id: string; version: number } & Record<string, unknown>>(sql`
    select ${columns} from item i where i.workspace_id = ${workspaceId}::uuid
      and i.external_key = any(array(select json_array_elements_text(${JSON.stringify(keys)}::text::json)))
    union
    select ${columns} from item i where i.workspace_id = ${workspaceId}::uuid and i.type_id = ${typeId}::uuid
      and i.name = any(array(select json_array_elements_text(${JSON.stringify(names)}::text::json)))`);
  const byKey = new Map<string, KnownItem>();
  const byName = new Map<string, KnownItem[]>();
  for (const row of rows) {
    const item = { ...row, writable: mayWriteIn(row.projectId) };
    if (item.externalKey !== null) byKey.set(item.externalKey, item);
    if (item.typeId === typeId) byName.set(item.name, [...(byName.get(item.name) ?? []), item]);
  }
  return { byKey, byName };
}

/** What cells name among the items of the workspace and those that the platform shares with it: by key, else by whole name. */
async function findNamed(tx: Transaction, workspaceId: string, texts: string[]) {
  const named = new Map<string, NamedItem[]>();
  if (texts.length === 0) return named;
  const asked = sql`any(array(select json_array_elements_text(${JSON.stringify([...new Set(texts)])}::text::json)))`;
  const rows = await tx.execute<{ id: string; workspaceId: string; name: string; externalKey: string | null }>(sql`
    select i.id, i.workspace_id as "workspaceId", i.name, i.external_key as "externalKey" from item i
     where i.workspace_id in (${workspaceId}::uuid, ${PLATFORM_ID}::uuid) and (i.external_key = ${asked} or i.name = ${asked})`);
  const add = (text: string, { id, workspaceId: place }: NamedItem) =>
    named.set(text, [...(named.get(text) ?? []), { id, workspaceId: place }]);
  for (const row of rows) if (row.externalKey) add(row.externalKey, row);
  const byKey = new Set(named.keys());
  for (const row of rows) if (!byKey.has(row.name)) add(row.name, row);
  return named;
}

async function listRelated(
  tx: Transaction,
  known: { byKey: Map<string, KnownItem>; byName: Map<string, KnownItem[]> },
) {
  const ids = [...new Set([...known.byKey.values(), ...[...known.byName.values()].flat()].map(({ id }) => id))];
  const rows = await tx.execute<{ typeId: string; fromId: string; toId: string }>(sql`
    select r.type_id as "typeId", r.from_id as "fromId", r.to_id as "toId" from item_relation r
     where r.until is null and (r.from_id = any(array(select json_array_elements_text(${JSON.stringify(ids)}::text::json)::uuid))
       or r.to_id = any(array(select json_array_elements_text(${JSON.stringify(ids)}::text::json)::uuid)))`);
  return new Set(rows.map(relationKey));
}

async function nameProjects(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select({ id: project.id, key: project.key, name: project.name })
    .from(project)
    .where(
      and(
        eq(project.workspaceId, workspaceId),
        isNull(project.archivedAt),
        sql`${project.id} in (select my_project_ids())`,
      ),
    );
  return nameAll(rows.map(({ id, key, name }) => ({ id, exact: key, name })));
}

async function nameMembers(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select({ id: account.id, mail: account.mail, name: account.name })
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .where(and(eq(membership.workspaceId, workspaceId), isNull(membership.endedAt), isNull(account.suspendedAt)));
  return nameAll(rows.map(({ id, mail, name }) => ({ id, exact: mail, name })));
}

/** What is exact wins over a name; a name that several bear leads nowhere. */
function nameAll(rows: { id: string; exact: string; name: string | null }[]): Map<string, string | null> {
  const named = new Map<string, string | null>();
  for (const { id, name } of rows) if (name) named.set(fold(name), named.has(fold(name)) ? null : id);
  for (const { id, exact } of rows) named.set(fold(exact), id);
  return named;
}
