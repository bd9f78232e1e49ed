import { Invalid } from "@/lib/access/refusals";
import { listRelationTypes } from "@/lib/items/relation-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { factTargets, type Mapping } from "./item-import";
import type { ItemImport } from "./item-import-queries";

type Asked = Pick<ItemImport, "workspaceId" | "typeFields"> & { columns: { titles: string[] } };

/** Throws Invalid unless each column exists, each target exists and is fed once, and something names the items. */
export async function ensureSoundMapping(tx: Transaction, asked: Asked, mapping: Mapping) {
  const relations = await listRelationTypes(tx, asked.workspaceId);
  const targets = new Set<string>([
    ...factTargets,
    ...asked.typeFields.map(({ code }) => `values.${code}`),
    ...relations.flatMap(({ code }) => [`relations.${code}`, `relations.${code}.back`]),
  ]);
  const used = new Set<string>();
  for (const [title, target] of Object.entries(mapping)) {
    const named = { title: title.slice(0, 80) };
    if (!asked.columns.titles.includes(title)) throw new Invalid("unknown-title", "mapping", named);
    if (target === null) continue;
    if (!targets.has(target)) throw new Invalid("unknown-target", "mapping", named);
    if (used.has(target)) throw new Invalid("target-twice", "mapping", named);
    used.add(target);
  }
  if (!used.has("name") && !used.has("externalKey")) throw new Invalid("import-names-nothing", "mapping");
}
