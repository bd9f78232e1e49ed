import { type SQL, sql } from "drizzle-orm";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";

export interface Delegation {
  id: string;
  workspaceId: string;
  workspaceKey: string;
  workspaceName: string;
  fromId: string;
  toId: string;
  fromName: string | null;
  toName: string | null;
  /** Days where the service is. */
  startsOn: string;
  endsOn: string;
  endedAt: Date | null;
  /** Whether it is of use today. */
  current: boolean;
}

/** The delegations that the asking person gave or received and that are not over, the nearest first. */
export function listMyDelegations(tx: Transaction): Promise<Delegation[]> {
  return readDelegations(
    tx,
    sql`(d.from_id = app_account_id() or d.to_id = app_account_id()) and d.ended_at is null and d.ends_on >= service_day()`,
  );
}

/** One delegation. Throws NotFound. */
export async function getDelegation(tx: Transaction, id: string): Promise<Delegation> {
  const [found] = await readDelegations(tx, sql`d.id = ${id}`);
  if (!found) throw new NotFound();
  return found;
}

/** Members who may decide in a workspace, as far as the asking person may know them: to whom approvals can be handed. */
export async function listWorkspaceDeciders(tx: Transaction, workspaceId: string) {
  const ids = await tx.execute<{ id: string }>(sql`select account_id as id from deciders_of(${workspaceId}, null)`);
  const people = await findPeople(
    tx,
    ids.map(({ id }) => id),
  );
  return [...people.values()].sort((one, other) => one.name.localeCompare(other.name, "fr"));
}

async function readDelegations(tx: Transaction, condition: SQL): Promise<Delegation[]> {
  type Row = Omit<Delegation, "fromName" | "toName" | "endedAt"> & { endedAt: string | null };
  const rows = await tx.execute<Row & Record<string, unknown>>(sql`
    select d.id, d.workspace_id as "workspaceId", w.key as "workspaceKey", w.name as "workspaceName", d.from_id as "fromId",
      d.to_id as "toId", d.starts_on::text as "startsOn", d.ends_on::text as "endsOn", to_json(d.ended_at) #>> '{}' as "endedAt",
      d.ended_at is null and service_day() between d.starts_on and d.ends_on as current
    from delegation d join workspace w on w.id = d.workspace_id where ${condition} order by d.starts_on, d.id`);
  const people = await findPeople(
    tx,
    rows.flatMap(({ fromId, toId }) => [fromId, toId]),
  );
  return rows.map((row) => ({
    ...row,
    endedAt: row.endedAt ? new Date(row.endedAt) : null,
    fromName: people.get(row.fromId)?.name ?? null,
    toName: people.get(row.toId)?.name ?? null,
  }));
}

/** Today where the service is (`2026-11-23`): the day in which delegations are written. */
export async function readServiceDay(tx: Transaction): Promise<string> {
  const [found] = await tx.execute<{ day: string }>(sql`select service_day()::text as day`);
  return found!.day;
}
