import { and, asc, count, desc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { itemImport, itemImportLine, itemType, project, workspace } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { ItemField } from "@/lib/items/item-type";
import type { Transaction } from "@/lib/tenancy/actor";
import {
  type ImportRefusal,
  type ImportState,
  type LineAction,
  type LineState,
  lineActions,
  type Mapping,
  type ReadColumns,
} from "./item-import";

export type ItemImport = Awaited<ReturnType<typeof getItemImport>>;

const shown = 50;

/** The asking person's own imports, the last one first; nobody else's exist for him. */
export async function listItemImports(tx: Transaction) {
  const rows = await select(tx).orderBy(desc(itemImport.createdAt), desc(itemImport.id)).limit(shown);
  return rows.map(present);
}

/** One of the asking person's imports. Throws NotFound. */
export async function getItemImport(tx: Transaction, id: string) {
  const [found] = z.guid().safeParse(id).success ? await select(tx, eq(itemImport.id, id)) : [];
  if (!found) throw new NotFound("unknown-import");
  return present(found);
}

/** What the columns fed in the asking person's last import of that type there; nothing when there was none. */
export async function findLastMapping(
  tx: Transaction,
  { workspaceId, typeId }: { workspaceId: string; typeId: string },
): Promise<Mapping> {
  const [last] = await tx
    .select({ mapping: itemImport.mapping })
    .from(itemImport)
    .where(
      and(
        eq(itemImport.workspaceId, workspaceId),
        eq(itemImport.typeId, typeId),
        eq(itemImport.accountId, tx.asking.accountId!),
        sql`${itemImport.mapping} <> '{}'`,
      ),
    )
    .orderBy(desc(itemImport.createdAt))
    .limit(1);
  return (last?.mapping ?? {}) as Mapping;
}

function select(tx: Transaction, condition?: SQL) {
  return tx
    .select({
      workspaceId: itemImport.workspaceId,
      workspaceKey: workspace.key,
      workspaceName: workspace.name,
      id: itemImport.id,
      typeWorkspaceId: itemImport.typeWorkspaceId,
      typeId: itemImport.typeId,
      typeCode: itemType.code,
      typeFr: itemType.labelFr,
      typeEn: itemType.labelEn,
      typeFields: itemType.fields,
      projectId: itemImport.projectId,
      projectKey: project.key,
      projectName: project.name,
      name: itemImport.name,
      size: itemImport.size,
      sha256: itemImport.sha256,
      storageKey: itemImport.storageKey,
      columns: itemImport.columns,
      mapping: itemImport.mapping,
      state: itemImport.state,
      failure: itemImport.failure,
      total: itemImport.total,
      done: itemImport.done,
      createdAt: itemImport.createdAt,
      previewedAt: itemImport.previewedAt,
      appliedAt: itemImport.appliedAt,
    })
    .from(itemImport)
    .innerJoin(workspace, eq(workspace.id, itemImport.workspaceId))
    .innerJoin(itemType, and(eq(itemType.workspaceId, itemImport.typeWorkspaceId), eq(itemType.id, itemImport.typeId)))
    .leftJoin(project, eq(project.id, itemImport.projectId))
    .where(and(eq(itemImport.accountId, tx.asking.accountId!), condition))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof select>>[number];

function present(row: Row) {
  return {
    ...row,
    state: row.state as ImportState,
    typeFields: row.typeFields as ItemField[],
    columns: row.columns as ReadColumns,
    mapping: row.mapping as Mapping,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as ImportRefusal),
  };
}

/** How many lines would do what. */
export async function countLines(tx: Transaction, importId: string): Promise<Record<LineAction, number>> {
  const rows = await tx
    .select({ action: itemImportLine.action, count: count() })
    .from(itemImportLine)
    .where(eq(itemImportLine.importId, importId))
    .groupBy(itemImportLine.action);
  const counted = new Map(rows.map((row) => [row.action, row.count]));
  return Object.fromEntries(lineActions.map((action) => [action, counted.get(action) ?? 0])) as Record<
    LineAction,
    number
  >;
}

/** Lines of an import in their order, from the one after `after`; of one action, or of all. */
export async function listLines(
  tx: Transaction,
  importId: string,
  asked: { action?: LineAction; after?: number; limit: number },
) {
  const rows = await tx
    .select({
      line: itemImportLine.line,
      cells: itemImportLine.cells,
      action: itemImportLine.action,
      reason: itemImportLine.reason,
      externalKey: itemImportLine.externalKey,
      itemId: itemImportLine.itemId,
      state: itemImportLine.state,
    })
    .from(itemImportLine)
    .where(
      and(
        eq(itemImportLine.importId, importId),
        asked.action && inArray(itemImportLine.action, [asked.action]),
        asked.after !== undefined ? gt(itemImportLine.line, asked.after) : undefined,
      ),
    )
    .orderBy(asc(itemImportLine.line))
    .limit(asked.limit + 1);
  const lines = rows.slice(0, asked.limit).map((row) => ({
    ...row,
    cells: row.cells as string[],
    state: row.state as LineState | null,
    reason: row.reason === null ? null : (JSON.parse(row.reason) as ImportRefusal),
  }));
  return { lines, after: rows.length > asked.limit ? (lines.at(-1)?.line ?? null) : null };
}

export type ImportLine = Awaited<ReturnType<typeof listLines>>["lines"][number];

interface Unseen extends Record<string, unknown> {
  id: string;
  name: string;
  externalKey: string | null;
  status: string;
}

/**
 * The items of that type which the sheet does not name, retired ones apart: they are told, and never touched. Of the import's project when
 * it has one, of the whole workspace otherwise.
 */
export async function listUnseenItems(tx: Transaction, of: ItemImport, limit: number) {
  const within = of.projectId ? sql`and i.project_id = ${of.projectId}::uuid` : sql``;
  const until = of.appliedAt ? sql`and i.created_at <= ${of.appliedAt.toISOString()}::timestamptz` : sql``;
  const unseen = sql`from item i where i.workspace_id = ${of.workspaceId}::uuid and i.type_id = ${of.typeId}::uuid
    and i.status <> 'retired' ${within} ${until}
    and not exists (select 1 from item_import_line l where l.import_id = ${of.id}::uuid and l.item_id = i.id)`;
  const [counted] = await tx.execute<{ count: number }>(sql`select count(*)::int as count ${unseen}`);
  const items = await tx.execute<Unseen>(
    sql`select i.id, i.name, i.external_key as "externalKey", i.status ${unseen} order by i.name, i.id limit ${limit}`,
  );
  return { count: counted!.count, items: [...items] };
}
