import { type SQL, sql } from "drizzle-orm";
import type { Permission } from "@/lib/access/permissions";
import type { Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { beginning } from "./chain";
import { type EventType, hashEvent } from "./event";

export interface Happened {
  type: EventType;
  workspaceId: string;
  /** The ticket it happened to; absent for administration, which has the workspace's own chain. */
  ticketId?: string;
  /** The item or the package that it is about: whoever reads that reads the line. Without a ticket, its chain is theirs. */
  itemId?: string;
  packageId?: string;
  /** The permission without which this line does not exist for a reader. */
  requires?: Permission;
  payload?: Record<string, unknown>;
}

/** Writes one line at the head of its chain, in the transaction of the change; waits for whoever writes the same chain. */
export async function recordEvent(tx: Transaction, happened: Happened): Promise<Recorded> {
  const [recorded] = await recordEvents(tx, [happened]);
  return recorded!;
}

export interface Recorded {
  id: string;
  at: Date;
}

/** The same for several things that happened at once to one ticket, item, package or workspace: in their order, at one moment. */
export async function recordEvents(tx: Transaction, happened: Happened[]): Promise<Recorded[]> {
  const [first] = happened;
  if (!first) return [];
  const { workspaceId } = first;
  const chainId = first.ticketId ?? first.itemId ?? first.packageId ?? workspaceId;
  const head = await lockHead(tx, workspaceId, chainId);
  const lines = chainLines(tx, { ...head, workspaceId, chainId }, happened);
  const last = lines.at(-1)!;
  await insertLines(
    tx,
    lines,
    sql`update chain set last_sequence = ${last.sequence}, last_hash = ${last.hash}, last_at = ${last.at}::timestamptz
      where workspace_id = ${workspaceId} and id = ${chainId}`,
  );
  return lines.map(({ id, at }) => ({ id, at: new Date(at) }));
}

/**
 * The first lines of a ticket that this transaction opens, at a moment of the database's clock. Nobody else can be writing that
 * chain, so there is no head to wait for.
 */
export async function recordFirstEvents(tx: Transaction, at: Date, happened: [OnTicket, ...OnTicket[]]) {
  const [{ workspaceId, ticketId }] = happened;
  const head = { workspaceId, chainId: ticketId, sequence: 0, hash: beginning, at: at.toISOString() };
  const lines = chainLines(tx, head, happened);
  const last = lines.at(-1)!;
  await insertLines(
    tx,
    lines,
    sql`insert into chain (workspace_id, id, last_sequence, last_hash, last_at)
      values (${workspaceId}, ${ticketId}, ${last.sequence}, ${last.hash}, ${last.at}::timestamptz)`,
  );
}

type OnTicket = Happened & { ticketId: string };

/** The lines and their chain's new head, in one statement. */
async function insertLines(tx: Transaction, lines: ReturnType<typeof chainLines>, head: SQL) {
  const values = lines.map(
    (
      line,
    ) => sql`(${line.id}, ${line.workspaceId}, ${line.chainId}, ${line.sequence}, ${line.ticketId}, ${line.itemId ?? null},
      ${line.packageId ?? null}, ${line.requires},
      ${line.at}::timestamptz, ${line.actorId}, ${line.door}, ${line.type}, ${JSON.stringify(line.payload)}::text::jsonb,
      ${line.previousHash}, ${line.hash})`,
  );
  await tx.execute(sql`
    with head as (${head})
    insert into event (id, workspace_id, chain_id, sequence, ticket_id, item_id, package_id, requires, at, actor_id, door, type, payload, previous_hash, hash)
    values ${sql.join(values, sql`, `)}`);
}

interface Head {
  workspaceId: string;
  chainId: string;
  sequence: number;
  hash: string;
  at: string;
}

function chainLines(tx: Transaction, head: Head, happened: Happened[]) {
  let { sequence, hash: previousHash } = head;
  return happened.map(({ type, ticketId = null, itemId, packageId, requires = null, payload = {} }) => {
    const line = {
      workspaceId: head.workspaceId,
      chainId: head.chainId,
      sequence: ++sequence,
      ticketId,
      ...(itemId && { itemId }),
      ...(packageId && { packageId }),
      requires,
      at: head.at,
      actorId: tx.asking.accountId,
      door: tx.asking.door,
      type,
      // A value that JSON cannot hold (undefined, a Date) must not differ between the hash and the stored line.
      payload: JSON.parse(JSON.stringify(payload)) as Record<string, unknown>,
      previousHash,
    };
    previousHash = hashEvent(line);
    return { ...line, hash: previousHash, id: newIdentifier() };
  });
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
