import { sql } from "drizzle-orm";
import type { SheetRow } from "@/lib/sheet-reading/sheet";
import type { Transaction } from "@/lib/tenancy/actor";

/** Keeps rows of a sheet as the lines of an import, as they were read. */
export async function keepRows(
  tx: Transaction,
  { workspaceId, importId }: { workspaceId: string; importId: string },
  rows: SheetRow[],
) {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into item_import_line (workspace_id, import_id, line, cells)
    select ${workspaceId}::uuid, ${importId}::uuid, r.line, r.cells
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(line integer, cells jsonb)`);
}
