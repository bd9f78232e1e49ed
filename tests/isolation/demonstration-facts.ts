import type postgres from "postgres";
import { PLATFORM_ID } from "@/lib/tenancy/actor";
import { type Facts, mayRead } from "./model";

export type Row = Record<string, unknown>;

/** Every table but the two at which nobody of the application may look at all, which the catalogue's test holds. */
export async function listTables(owner: postgres.Sql): Promise<string[]> {
  const found = await owner<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  return found.map((row) => row.name).filter((name) => name !== "search_document" && name !== "credential");
}

/** Every row: the directory as its owner, the content as a job sees it, one workspace at a time. */
export async function readWholeWorld(owner: postgres.Sql, worker: postgres.Sql): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  const spaces = await owner<{ id: string }[]>`select id from workspace`;
  const contentTables = await listContentTables(owner);
  for (const table of await listTables(owner)) {
    if (!contentTables.includes(table)) found.set(table, await owner.unsafe<Row[]>(`select * from "${table}"`));
    else if (!ofAnAccount.includes(table))
      found.set(table, await readAsJob(worker, table, [PLATFORM_ID, ...spaces.map(({ id }) => id)]));
  }
  return found;
}

/** What is one account's own, in no workspace. */
const ofAnAccount = ["upload", "idempotency_key", "dashboard", "export_job", "export_schedule", "dump"];

async function readAsJob(worker: postgres.Sql, table: string, spaces: string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const id of spaces)
    await worker.begin(async (sql) => {
      await sql`select set_config('app.workspace_id', ${id}, true)`;
      rows.push(...(await sql.unsafe<Row[]>(`select * from "${table}" where workspace_id = $1`, [id])));
    });
  return rows;
}

async function listContentTables(owner: postgres.Sql): Promise<string[]> {
  const found = await owner<{ name: string }[]>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relforcerowsecurity`;
  return found.map((row) => row.name);
}

/** What the model needs to know, learnt from every row. */
export function learnFacts(everything: Map<string, Row[]>): Facts {
  const rowsOf = (table: string) => everything.get(table)!;
  const profiles = new Map(rowsOf("profile").map((row) => [row.id, row.permissions]));
  return {
    suspended: rowsOf("account")
      .filter((row) => row.suspended_at)
      .map((row) => String(row.id)),
    memberships: rowsOf("membership").map((row) => ({
      workspace: String(row.workspace_id),
      account: String(row.account_id),
      permissions: profiles.get(row.profile_id) as never,
      ended: row.ended_at !== null,
    })),
    grants: rowsOf("project_grant").map((row) => ({
      project: String(row.project_id),
      account: String(row.account_id),
      level: row.level as "read" | "write",
    })),
    tickets: rowsOf("ticket").map((row) => ({
      id: String(row.id),
      workspace: String(row.workspace_id),
      project: String(row.project_id),
      requester: String(row.requester_id),
    })),
    participants: rowsOf("participant").map((row) => ({
      ticket: String(row.ticket_id),
      account: String(row.account_id),
      left: row.left_at !== null,
    })),
  };
}

/** What an account may not know of, drawn from every row. */
export function hiddenFrom(everything: Map<string, Row[]>, facts: Facts, account: string) {
  const rows = (table: string) => everything.get(table)!;
  const me = rows("account").find((row) => row.id === account)!;
  const administers = Boolean(me.platform_administrator_since);
  const spacesOf = (id: unknown) =>
    facts.memberships.filter((m) => m.account === id && !m.ended).map((m) => m.workspace);
  const mine = spacesOf(account);
  const workspaces = rows("workspace").filter((row) => !administers && !mine.includes(String(row.id)));
  const inThem = (row: Row) => workspaces.some(({ id }) => id === row.workspace_id);
  const isStranger = (row: Row) =>
    row.id !== account && !row.platform_administrator_since && !spacesOf(row.id).some((id) => mine.includes(id));
  const strangers = administers ? [] : rows("account").filter(isStranger);
  const reads = (row: Row) => mayRead(facts, account, facts.tickets.find(({ id }) => id === row.id)!);
  const tickets = rows("ticket").filter((row) => !reads(row));
  const known = rows("ticket")
    .filter(reads)
    .map((row) => row.title);
  const texts = [...tickets.filter((row) => !known.includes(row.title)).map((row) => row.title)].concat(
    strangers.flatMap((row) => [row.name, row.mail]),
  );
  return {
    administers,
    workspaces,
    projects: rows("project").filter(inThem),
    profiles: rows("profile").filter(inThem),
    strangers,
    tickets,
    /** One of each project: of other workspaces, of projects without right, of other requesters. */
    someTickets: [...new Map(tickets.map((row) => [row.project_id, row])).values()],
    /** Titles that nothing visible bears, names and addresses of strangers. */
    secrets: texts.map(String),
  };
}
