import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { abandonItemImport } from "@/lib/item-imports/abandon-item-import";
import { confirmItemImport } from "@/lib/item-imports/confirm-item-import";
import { ItemImportPlace, importStates, lineActions, Mapping } from "@/lib/item-imports/item-import";
import {
  countLines,
  getItemImport,
  type ItemImport,
  listItemImports,
  listLines,
} from "@/lib/item-imports/item-import-queries";
import { mapItemImport } from "@/lib/item-imports/map-item-import";
import { startItemImport } from "@/lib/item-imports/start-item-import";
import type { Transaction } from "@/lib/tenancy/actor";
import { listOf, Moment } from "./shapes";

const tag = "items";
const Id = z.strictObject({ id: z.guid() });
const Refusal = z.strictObject({
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  column: z.string().optional(),
});

const ImportShape = z
  .strictObject({
    id: z.guid(),
    workspace: z.string(),
    project: z.string().nullable(),
    type: z.string(),
    name: z.string(),
    size: z.int(),
    sha256: z.string(),
    state: z.enum(importStates),
    failure: Refusal.nullable(),
    titles: z.array(z.string()),
    mapping: Mapping,
    total: z.int(),
    done: z.int(),
    lines: z.strictObject({ create: z.int(), update: z.int(), same: z.int(), refuse: z.int() }),
    createdAt: Moment,
    appliedAt: Moment.nullable(),
  })
  .meta({ id: "ItemImport" });

const LineShape = z
  .strictObject({
    line: z.int(),
    action: z.enum(lineActions).nullable(),
    reason: Refusal.nullable(),
    externalKey: z.string().nullable(),
    item: z.guid().nullable(),
    cells: z.array(z.string()),
  })
  .meta({ id: "ItemImportLine" });

export const start = operation({
  method: "POST",
  path: "/items/imports",
  tag,
  summary: {
    fr: "Importer un tableur déposé : il est lu, puis ses lignes sont jugées si `mapping` dit ce que donnent ses colonnes",
    en: "Import an uploaded spreadsheet: it is read, then its lines are judged if `mapping` says what its columns feed",
  },
  body: ItemImportPlace,
  answer: ImportShape,
  status: 201,
  run: async ({ actor, body }) => {
    const { id } = await startItemImport(actor, body);
    return actor.transaction(async (tx) => present(tx, await getItemImport(tx, id)));
  },
  location: ({ id }) => `/items/imports/${id}`,
});

export const list = operation({
  method: "GET",
  path: "/items/imports",
  tag,
  summary: { fr: "Lister ses imports d’éléments", en: "List one’s item imports" },
  answer: listOf(ImportShape),
  run: ({ actor }) =>
    actor.transaction(async (tx) => {
      const items = [];
      for (const found of await listItemImports(tx)) items.push(await present(tx, found));
      return { items, after: null };
    }),
});

export const get = operation({
  method: "GET",
  path: "/items/imports/{id}",
  tag,
  summary: { fr: "Savoir où en est un import", en: "Read where an import stands" },
  params: Id,
  answer: ImportShape,
  run: ({ actor, params }) => actor.transaction(async (tx) => present(tx, await getItemImport(tx, params.id))),
});

export const map = operation({
  method: "PUT",
  path: "/items/imports/{id}/mapping",
  tag,
  summary: {
    fr: "Dire ce que donne chaque colonne, par son titre, et faire juger les lignes",
    en: "Say what each column feeds, by its title, and have the lines judged",
  },
  params: Id,
  body: z.strictObject({ mapping: Mapping }),
  answer: ImportShape,
  run: async ({ actor, params, body }) => {
    await mapItemImport(actor, { ...body, import: params.id });
    return actor.transaction(async (tx) => present(tx, await getItemImport(tx, params.id)));
  },
});

export const lines = operation({
  method: "GET",
  path: "/items/imports/{id}/lines",
  tag,
  summary: {
    fr: "Lire ce que fait chaque ligne, et pourquoi elle est refusée",
    en: "Read what each line does, and why it is refused",
  },
  params: Id,
  query: z.strictObject({
    action: z.enum(lineActions).optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    after: z.coerce.number().int().min(0).optional(),
  }),
  answer: listOf(LineShape),
  run: ({ actor, params, query }) =>
    actor.transaction(async (tx) => {
      const { id } = await getItemImport(tx, params.id);
      const found = await listLines(tx, id, query);
      const items = found.lines.map(({ line, action, reason, externalKey, itemId, cells }) => ({
        ...{ line, action, reason, externalKey, cells },
        item: itemId,
      }));
      return { items, after: found.after === null ? null : String(found.after) };
    }),
});

export const apply = operation({
  method: "POST",
  path: "/items/imports/{id}/apply",
  tag,
  summary: { fr: "Appliquer un import en une seule fois", en: "Apply an import, all at once" },
  params: Id,
  answer: ImportShape,
  run: async ({ actor, params }) => {
    await confirmItemImport(actor, { import: params.id });
    return actor.transaction(async (tx) => present(tx, await getItemImport(tx, params.id)));
  },
});

export const abandon = operation({
  method: "DELETE",
  path: "/items/imports/{id}",
  tag,
  summary: { fr: "Abandonner un import qui n’est pas confirmé", en: "Abandon an import that is not confirmed" },
  params: Id,
  run: async ({ actor, params }) => {
    await abandonItemImport(actor, { import: params.id });
  },
});

async function present(tx: Transaction, found: ItemImport): Promise<z.input<typeof ImportShape>> {
  const { id, name, size, sha256, state, failure, mapping, total, done } = found;
  return {
    ...{ id, name, size, sha256, state, failure, mapping, total, done },
    workspace: found.workspaceKey,
    project: found.projectKey,
    type: found.typeCode,
    titles: found.columns.titles,
    lines: await countLines(tx, id),
    createdAt: found.createdAt.toISOString(),
    appliedAt: found.appliedAt?.toISOString() ?? null,
  };
}
