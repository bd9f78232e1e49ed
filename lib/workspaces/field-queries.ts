import { and, eq, isNull, sql } from "drizzle-orm";
import { field } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { FieldChoice } from "./field";

export type Field = Awaited<ReturnType<typeof listFields>>[number];

/** The fields of a workspace in their order, archived ones last. */
export async function listFields(tx: Transaction, workspaceId: string) {
  const rows = await tx
    .select()
    .from(field)
    .where(eq(field.workspaceId, workspaceId))
    .orderBy(sql`${field.archivedAt} is not null`, field.position, field.code);
  return rows.map((row) => ({ ...row, choices: row.choices as FieldChoice[] }));
}

/** Throws NotFound. */
export async function getField(tx: Transaction, workspaceId: string, code: string) {
  const found = (await listFields(tx, workspaceId)).find((row) => row.code === code);
  if (!found) throw new NotFound("unknown-custom-field");
  return found;
}

/** The fields of all of the asking person's workspaces that a filter can ask, one for each code. */
export async function listFilterFields(tx: Transaction) {
  const rows = await tx
    .selectDistinctOn([field.code])
    .from(field)
    .where(and(isNull(field.archivedAt), sql`${field.workspaceId} in (select my_workspace_ids())`))
    .orderBy(field.code, field.position);
  return rows.map((row) => ({ ...row, choices: row.choices as FieldChoice[] })).sort((a, b) => a.position - b.position);
}
