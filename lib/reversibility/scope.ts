import { PLATFORM_ID } from "@/lib/tenancy/actor";
import type { DumpColumn, DumpTable } from "./dump-table";
import { columnsOfInstance } from "./left-out";
import { dumpTables } from "./tables";

/** What is dumped: one workspace, or the whole instance when there is none. */
export interface Scope {
  workspace: { id: string; key: string } | null;
}

const ofPlatform = `'${PLATFORM_ID}'::uuid`;

/** The columns of a table that a dump of this scope holds. */
export function columnsIn({ workspace }: Scope, { name, columns }: DumpTable): DumpColumn[] {
  return workspace ? columns.filter((column) => !columnsOfInstance.has(`${name}.${column.name}`)) : columns;
}

/** Whether the rows of a table are read one workspace at a time. */
export function isByWorkspace({ columns, name }: DumpTable): boolean {
  return columns.some((column) => column.name === "workspace_id") && !directory.has(name);
}

/** Directory tables that jobs read whole, whatever the workspace. */
const directory = new Set(["project", "project_counter", "profile", "membership", "project_grant", "mail_thread"]);

/** Which rows of a table are of the scope, in SQL; null: none. `within` is the workspace that was entered. */
export function rowsIn({ workspace }: Scope, table: DumpTable, within: string | null): string | null {
  if (!workspace) return within ? `workspace_id = '${within}'` : "true";
  return inWorkspace(table, `'${workspace.id}'::uuid`);
}

function inWorkspace({ name, columns }: DumpTable, id: string): string | null {
  const shared = `select s.item_id from item_share s where s.workspace_id = ${id}`;
  const special: Record<string, () => string> = {
    beneficiary: () => `id = (select w.beneficiary_id from workspace w where w.id = ${id})`,
    workspace: () => `id = ${id}`,
    account: () => `id in (${accountsOf(id)})`,
    account_alias: () => `account_id in (${accountsOf(id)})`,
    dashboard: () => `shared_workspace_id = ${id}`,
    item_type: () => `workspace_id in (${id}, ${ofPlatform})`,
    relation_type: () => `workspace_id in (${id}, ${ofPlatform})`,
    item: () => `(workspace_id = ${id} or workspace_id = ${ofPlatform} and id in (${shared}))`,
    item_version: () => `(workspace_id = ${id} or workspace_id = ${ofPlatform} and item_id in (${shared}))`,
  };
  const own = special[name];
  if (own) return own();
  return columns.some((column) => column.name === "workspace_id") ? `workspace_id = ${id}` : null;
}

/** Everybody whom a row of the workspace names. */
function accountsOf(id: string): string {
  return accountColumns()
    .map(({ table, column }) => `select ${column} from "${table.name}" where ${inWorkspace(table, id)}`)
    .join(" union ");
}

function accountColumns() {
  return dumpTables
    .filter(({ name }) => name !== "account" && name !== "account_alias")
    .flatMap((table) => [
      ...table.references
        .filter(({ table: target }) => target === "account")
        .map(({ columns }) => ({ table, column: columns[0]! })),
      ...table.references
        .filter(({ table: target }) => target === "membership")
        .map(({ columns }) => ({ table, column: columns[1]! })),
      ...(table.name === "event" ? [{ table, column: "actor_id" }] : []),
    ])
    .filter(({ table }) => inScopeOfWorkspace(table));
}

function inScopeOfWorkspace({ name, columns }: DumpTable): boolean {
  return name === "dashboard" || columns.some((column) => column.name === "workspace_id");
}
