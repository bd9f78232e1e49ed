import type { World } from "../world";
import type { Facts } from "./model";

export type Row = Record<string, unknown>;

/** Every table but the two at which nobody of the application may look at all, which the catalogue's test holds. */
export async function listTables({ owner }: World): Promise<string[]> {
  const found = await owner<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  return found.map((row) => row.name).filter((name) => name !== "search_document" && name !== "credential");
}

/** As the owner, once it has let itself through on a copy of its rows: the tables themselves stay forced for what follows. */
export async function readWholeWorld(world: World): Promise<Map<string, Row[]>> {
  const tables = await listTables(world);
  const found = new Map<string, Row[]>();
  await world.owner
    .begin(async (sql) => {
      for (const table of tables) {
        await sql.unsafe(`alter table ${table} no force row level security`);
        found.set(table, await sql.unsafe<Row[]>(`select * from ${table}`));
      }
      throw new Error("undone");
    })
    .catch((error) => {
      if (error.message !== "undone") throw error;
    });
  return found;
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
