import { sql } from "drizzle-orm";
import type { Permission } from "@/lib/access/permissions";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { type EventType, hashEvent } from "./event";

export interface Happened {
  type: EventType;
  workspaceId: string;
  /** The ticket it happened to; absent for administration, which has the workspace's own chain. */
  ticketId?: string;
  /** The permission without which this line does not exist for a reader. */
  requires?: Permission;
  payload?: Record<string, unknown>;
}

/** Writes one line at the head of its chain, in the transaction of the change; waits for whoever writes the same chain. */
export async function recordEvent(tx: Transaction, happened: Happened): Promise<{ id: string; at: Date }> {
  const { workspaceId, type, ticketId = null, requires = null } = happened;
  const chainId = ticketId ?? workspaceId;
  // A value that JSON cannot hold (undefined, a Date) must not differ between the hash and the stored line.
  const payload = JSON.parse(JSON.stringify(happened.payload ?? {})) as Record<string, unknown>;
  const head = await lockHead(tx, workspaceId, chainId);
  const line = {
    workspaceId,
    chainId,
    sequence: head.sequence + 1,
    ticketId,
    requires,
    at: head.at,
    actorId: tx.asking.accountId,
    door: tx.asking.door,
    type,
    payload,
    previousHash: head.hash,
  };
  const hash = hashEvent(line);
  const id = newIdentifier();
  await tx.execute(sql`
    with head as (
      update chain set last_sequence = ${line.sequence}, last_hash = ${hash}, last_at = ${line.at}::timestamptz
      where workspace_id = ${workspaceId} and id = ${chainId})
    insert into event (id, workspace_id, chain_id, sequence, ticket_id, requires, at, actor_id, door, type, payload, previous_hash, hash)
    values (${id}, ${workspaceId}, ${chainId}, ${line.sequence}, ${ticketId}, ${requires}, ${line.at}::timestamptz,
      ${line.actorId}, ${line.door}, ${type}, ${JSON.stringify(payload)}::text::jsonb, ${line.previousHash}, ${hash})`);
  return { id, at: new Date(line.at) };
}

/** Takes the chain's row lock; the moment is the database's, never before the chain's last line, even if its clock went back. */
async function lockHead(tx: Transaction, workspaceId: string, chainId: string) {
  const [head] = await tx.execute<{ sequence: number; hash: string; at: string }>(sql`
    insert into chain (workspace_id, id) values (${workspaceId}, ${chainId})
    on conflict (workspace_id, id) do update set last_sequence = chain.last_sequence
    returning last_sequence as sequence, last_hash as hash,
      to_char(greatest(clock_timestamp(), last_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`);
  return head!;
}
