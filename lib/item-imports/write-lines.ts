import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import type { ItemImport } from "./item-import-queries";

const atOnce = 10_000;

type Tell = (done: number) => Promise<void>;
type Of = Pick<ItemImport, "workspaceId" | "id" | "typeWorkspaceId" | "typeId">;

const stateColumns = sql`state ->> 'name' as name, state ->> 'externalKey' as external_key, (state ->> 'projectId')::uuid as project_id,
  state ->> 'status' as status, (state ->> 'criticality')::smallint as criticality, (state ->> 'ownerId')::uuid as owner_id,
  (state ->> 'startsOn')::date as starts_on, (state ->> 'expiresOn')::date as expires_on, state -> 'values' as "values"`;

/** Makes the items that lines create, but those whose key or name somebody took meanwhile: they become refusals. Gives how many. */
export async function writeNewItems(tx: Transaction, of: Of, tell: Tell): Promise<number> {
  await refuseWhere(
    tx,
    of,
    "create",
    "taken-since-preview",
    sql`exists (select 1 from item i where i.workspace_id = l.workspace_id and i.external_key = l.external_key)
      or l.external_key is null and exists (select 1 from item i where i.workspace_id = l.workspace_id and i.type_id = ${of.typeId}::uuid
        and i.name = l.state ->> 'name')`,
  );
  await refuseWhere(tx, of, "create", "item-not-writable", sql`not ${writable(sql`(l.state ->> 'projectId')::uuid`)}`);
  const written = await bySlices(
    tx,
    of,
    "create",
    tell,
    (slice) => sql`
    insert into item (workspace_id, id, type_workspace_id, type_id, name, external_key, project_id, status, criticality, owner_id, starts_on,
      expires_on, "values", created_by, updated_by)
    select workspace_id, item_id, ${of.typeWorkspaceId}::uuid, ${of.typeId}::uuid, ${stateColumns}, app_account_id(), app_account_id()
      from (${slice}) l order by line
    on conflict (workspace_id, external_key) do nothing`,
  );
  // A key that an item out of this person's sight has.
  await refuseWhere(
    tx,
    of,
    "create",
    "external-key-taken",
    sql`not exists (select 1 from item i where i.workspace_id = l.workspace_id and i.id = l.item_id)`,
  );
  return written;
}

/** Changes the items that lines change, but those that changed since the preview: they become refusals. Gives how many. */
export async function writeChanges(tx: Transaction, of: Of, tell: Tell): Promise<number> {
  // Always in one order: two imports of the same items must not wait for each other.
  await tx.execute(sql`select 1 from item i join (select item_id from item_import_line where import_id = ${of.id}::uuid and action = 'update') l
    on l.item_id = i.id where i.workspace_id = ${of.workspaceId}::uuid order by i.id for update of i`);
  await refuseWhere(
    tx,
    of,
    "update",
    "changed-since-preview",
    sql`not exists (select 1 from item i where i.workspace_id = l.workspace_id and i.id = l.item_id
      and i.version = (l.state ->> 'version')::integer and ${writable(sql`i.project_id`)})`,
  );
  await refuseWhere(tx, of, "update", "item-not-writable", sql`not ${writable(sql`(l.state ->> 'projectId')::uuid`)}`);
  return bySlices(
    tx,
    of,
    "update",
    tell,
    (slice) => sql`
    update item i set name = l.name, external_key = l.external_key, project_id = l.project_id, status = l.status, criticality = l.criticality,
        owner_id = l.owner_id, starts_on = l.starts_on, expires_on = l.expires_on, "values" = l."values", updated_by = app_account_id()
      from (select workspace_id, item_id, ${stateColumns} from (${slice}) s) l
     where i.workspace_id = l.workspace_id and i.id = l.item_id`,
  );
}

/** Relates what the lines that were written say is related, from now on. Gives how many. */
export async function writeRelations(tx: Transaction, { workspaceId, id }: Of): Promise<number> {
  const written = await tx.execute(sql`
    insert into item_relation (workspace_id, id, type_workspace_id, type_id, impact, from_workspace_id, from_id, to_workspace_id, to_id, created_by)
    select ${workspaceId}::uuid, uuidv7(), r."typeWorkspaceId", r."typeId", 'none', r."fromWorkspaceId", r."fromId", r."toWorkspaceId", r."toId",
        app_account_id()
      from item_import_line l, jsonb_to_recordset(l.state -> 'relations') as r("typeWorkspaceId" uuid, "typeId" uuid, "fromWorkspaceId" uuid,
        "fromId" uuid, "toWorkspaceId" uuid, "toId" uuid)
     where l.import_id = ${id}::uuid and l.action in ('create', 'update') and l.state -> 'relations' <> '[]'
       and exists (select 1 from item i where i.id = r."fromId") and exists (select 1 from item i where i.id = r."toId")
     order by l.line
    on conflict do nothing`);
  return written.count;
}

function writable(projectId: SQL): SQL {
  return sql`(${projectId} is null or ${projectId} in (select my_writable_project_ids()))`;
}

/** Lines that can no longer be written say why; the others are. */
async function refuseWhere(tx: Transaction, { workspaceId, id }: Of, action: string, code: string, condition: SQL) {
  await tx.execute(sql`
    update item_import_line l set action = 'refuse', item_id = null, reason = ${JSON.stringify({ code })}
     where l.workspace_id = ${workspaceId}::uuid and l.import_id = ${id}::uuid and l.action = ${action} and (${condition})`);
}

/** Runs a statement over the lines of one action, some at a time, and tells how many rows it wrote so far. */
async function bySlices(
  tx: Transaction,
  { workspaceId, id }: Of,
  action: string,
  tell: Tell,
  write: (slice: SQL) => SQL,
) {
  let [written, after] = [0, 0];
  for (;;) {
    const [slice] = await tx.execute<{
      last: number | null;
    }>(sql`select max(line) as last from (select line from item_import_line
      where workspace_id = ${workspaceId}::uuid and import_id = ${id}::uuid and action = ${action} and line > ${after} order by line limit ${atOnce}) s`);
    if (slice?.last == null) return written;
    const done = await tx.execute(
      write(sql`select * from item_import_line where workspace_id = ${workspaceId}::uuid and import_id = ${id}::uuid
        and action = ${action} and line > ${after} and line <= ${slice.last}`),
    );
    written += done.count;
    after = slice.last;
    await tell(written);
  }
}
