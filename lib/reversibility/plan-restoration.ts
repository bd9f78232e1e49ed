import { sql } from "drizzle-orm";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { Identities } from "./identities";
import type { OpenDump } from "./open-dump";
import { type Row, readRows } from "./read-rows";
import { getDumpTable } from "./tables";

/** Why a dump cannot be restored here, before anything is written. */
export type Conflict =
  | { kind: "not-empty"; workspaces: number; accounts: number }
  | { kind: "workspace" | "project" | "account"; key: string };

export interface Plan {
  conflicts: Conflict[];
  /** Addresses of accounts that are here already, and of those to be created, as invited. */
  matched: string[];
  created: string[];
  identities: Identities;
}

/** Compares a dump with what is here; writes nothing. */
export async function planRestoration(tx: Transaction, dump: OpenDump, as: string | undefined): Promise<Plan> {
  const plan: Plan = { conflicts: [], matched: [], created: [], identities: new Identities() };
  if (dump.manifest.workspace) await compare(tx, dump, plan, as);
  else await ensureEmpty(tx, plan);
  return plan;
}

async function ensureEmpty(tx: Transaction, plan: Plan) {
  const [found] = await tx.execute<{ workspaces: number; accounts: number }>(sql`
    select (select count(*)::int from workspace) as workspaces, (select count(*)::int from account) as accounts`);
  if (found!.workspaces + found!.accounts > 0) plan.conflicts.push({ kind: "not-empty", ...found! });
}

async function compare(tx: Transaction, dump: OpenDump, plan: Plan, as: string | undefined) {
  for (const row of await rowsOf(dump, "workspace")) {
    const key = as ?? String(row.key);
    const found = await tx.execute(sql`select 1 from workspace where key = ${key} or id = ${row.id}::uuid`);
    if (found.length > 0) plan.conflicts.push({ kind: "workspace", key });
  }
  for (const row of await rowsOf(dump, "project")) {
    const found = await tx.execute(sql`select 1 from project where key = ${row.key} or id = ${row.id}::uuid`);
    if (found.length > 0) plan.conflicts.push({ kind: "project", key: String(row.key) });
  }
  for (const row of await rowsOf(dump, "account")) await matchAccount(tx, plan, row);
  await match(tx, dump, plan, "beneficiary", ["name"]);
  await match(tx, dump, plan, "item_type", ["code"]);
  await match(tx, dump, plan, "relation_type", ["code"]);
  await match(tx, dump, plan, "item", ["id"]);
}

async function matchAccount(tx: Transaction, { identities, matched, created, conflicts }: Plan, { id, mail }: Row) {
  const [same] = await tx.execute<{ id: string }>(sql`
    select id from account where lower(mail) = lower(${mail}) union
    select account_id from account_alias where lower(mail) = lower(${mail})`);
  const [other] = await tx.execute(sql`select 1 from account where id = ${id}::uuid`);
  if (same) {
    identities.tell("account", String(id), same.id);
    matched.push(String(mail));
  } else if (other) conflicts.push({ kind: "account", key: String(mail) });
  else created.push(String(mail));
}

/** The rows of the platform, and beneficiaries, are the same when they are called the same. */
async function match(tx: Transaction, dump: OpenDump, { identities }: Plan, table: string, columns: string[]) {
  for await (const { row } of readRows(dump, getDumpTable(table)!, () => {})) {
    if (row.workspace_id !== undefined && row.workspace_id !== PLATFORM_ID) continue;
    const same = columns.map((column) => sql`${sql.identifier(column)} = ${row[column]}`);
    const own = row.workspace_id === undefined ? sql`true` : sql`workspace_id = ${PLATFORM_ID}::uuid`;
    const [found] = await tx.execute<{ id: string }>(
      sql`select id from ${sql.identifier(table)} where ${own} and ${sql.join(same, sql` and `)}`,
    );
    if (found) identities.tell(table, String(row.id), found.id);
  }
}

async function rowsOf(dump: OpenDump, name: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { row } of readRows(dump, getDumpTable(name)!, () => {})) rows.push(row);
  return rows;
}
