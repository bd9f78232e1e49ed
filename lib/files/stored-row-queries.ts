import { type SQL, sql } from "drizzle-orm";
import { askAsWorker, PLATFORM_ID, workspaceActor } from "@/lib/tenancy/actor";

/** A row that says under which key some bytes are, and what they are. */
export interface StoredRow {
  /** The table, and what of its row. */
  of: string;
  id: string;
  key: string;
  sha256: string | null;
  size: number | null;
  /** Whether the bytes must be there: those of an export in the making or of an import that was applied may be gone. */
  due: boolean;
}

/** Every row of the instance whose key begins so, workspace by workspace, as a job sees it. */
export async function listStoredRows(prefix: string): Promise<StoredRow[]> {
  const like = `${prefix}%`;
  const rows = await askAsWorker<Row>(ofNobody(like));
  for (const { id } of await listWorkspaces())
    rows.push(...(await workspaceActor(id).transaction((tx) => tx.execute<Row>(ofWorkspace(like)))));
  return rows.map(({ size, ...row }) => ({ ...row, size: size === null ? null : Number(size) }));
}

type Row = Omit<StoredRow, "size"> & { size: string | null };

async function listWorkspaces(): Promise<{ id: string }[]> {
  return [{ id: PLATFORM_ID }, ...(await askAsWorker<{ id: string }>(sql`select id from workspace order by id`))];
}

/** What belongs to an account and to no workspace. */
function ofNobody(like: string): SQL {
  return sql`
    select 'upload' as of, id::text, storage_key as key, sha256, size::text, taken_at is null and expires_at > now() as due
      from upload where storage_key like ${like}
    union all select 'export_job', id::text, storage_key, sha256, size::text, sha256 is not null and expires_at > now()
      from export_job where storage_key like ${like}`;
}

function ofWorkspace(like: string): SQL {
  return sql`
    select 'attachment' as of, id::text, storage_key as key, sha256, size::text, taken_back_at is null as due
      from attachment where storage_key like ${like}
    union all select 'incoming_mail', id::text, storage_key, sha256, size::text, true
      from incoming_mail where storage_key like ${like}
    union all select 'package', id::text, storage_key, sha256, size::text, erased_at is null and arrival = 'ready'
      from package where storage_key like ${like}
    union all select 'package (signature)', id::text, signature_storage_key, signature_sha256, signature_size::text, erased_at is null
      from package where signature_storage_key like ${like}
    union all select 'package (source)', id::text, s->>'key', s->>'sha256', s->>'size', arrival = 'preparing'
      from package, jsonb_array_elements(sources) s where s->>'key' like ${like}
    union all select 'item_import', id::text, storage_key, sha256, size::text, state not in ('applied', 'failed', 'abandoned')
      from item_import where storage_key like ${like}`;
}
