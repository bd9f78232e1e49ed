import { type SQL, sql } from "drizzle-orm";
import { directoryActor, PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import type { Head, Line } from "./chain";
import type { EventType } from "./event";

/** A workspace whose journal can be read: its key is null for the platform's own. */
export interface Journal {
  workspaceId: string;
  key: string | null;
}

/** A head with one of its lines, or with none when the chain has none. */
export type HeadAndLine = { head: Head } & {
  line: Line | null;
  /** Of a line that tells a message or a file: the SHA-256 of what is kept now, null when it is gone. */
  keptSha256: string | null;
};

export function listJournals(): Promise<Journal[]> {
  return directoryActor().transaction(async (tx) => [
    { workspaceId: PLATFORM_ID, key: null },
    ...(await tx.execute<{ workspaceId: string; key: string }>(
      sql`select id as "workspaceId", key from workspace order by id`,
    )),
  ]);
}

const atOnce = 1_000;
const asWritten = sql`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Every line of the workspace that the transaction is in, chain by chain, in one snapshot and in constant memory. */
export async function* streamLines(tx: Transaction, workspaceId: string): AsyncGenerator<HeadAndLine> {
  const rows = streamRows<Row>(
    tx,
    sql`select c.id as head_id, c.last_sequence, c.last_hash, e.sequence, e.ticket_id, e.item_id, e.package_id, e.requires, ${asWritten} as at,
        e.actor_id, e.door, e.type, e.payload, e.previous_hash, e.hash,
        coalesce(encode(sha256(convert_to(m.body, 'UTF8')), 'hex'), a.sha256) as kept_sha256
      from chain c
        left join event e on e.workspace_id = c.workspace_id and e.chain_id = c.id
        left join message m on m.workspace_id = e.workspace_id and m.id = ${told("messageId", ["message.added", "note.added"])}
        left join attachment a on a.workspace_id = e.workspace_id and a.id = ${told("attachmentId", ["attachment.added"])}
      where c.workspace_id = ${workspaceId} order by c.id, e.sequence`,
  );
  for await (const row of rows)
    yield {
      head: { chainId: row.head_id, sequence: row.last_sequence, hash: row.last_hash },
      line: row.sequence === null ? null : lineOf(workspaceId, row),
      keptSha256: row.kept_sha256,
    };
}

/** What a line of these types points at; a payload that was tampered with points at nothing, and is no error. */
function told(field: string, types: EventType[]): SQL {
  return sql.raw(`case when e.type in (${types.map((type) => `'${type}'`).join(", ")})
    and e.payload ->> '${field}' ~ '^[0-9a-f-]{36}$' then (e.payload ->> '${field}')::uuid end`);
}

/** The chains' heads of the workspace that the transaction is in, in the order of their identifiers. */
export async function* streamHeads(tx: Transaction, workspaceId: string): AsyncGenerator<Head> {
  const rows = streamRows<{ id: string; sequence: number; hash: string }>(
    tx,
    sql`select id, last_sequence as sequence, last_hash as hash from chain
      where workspace_id = ${workspaceId} order by id`,
  );
  for await (const { id, sequence, hash } of rows) yield { chainId: id, sequence, hash };
}

/** Of chains that have lines but no head, and of tickets that have no chain: somebody took one away without the other. */
export async function findLost(tx: Transaction, workspaceId: string) {
  const [lost] = await tx.execute<{ chainId: string; fault: "headless" | "untold" }>(sql`
    (select e.chain_id as "chainId", 'headless' as fault from event e where e.workspace_id = ${workspaceId}
      and not exists (select 1 from chain c where c.workspace_id = e.workspace_id and c.id = e.chain_id) limit 1)
    union all
    (select t.id, 'untold' from ticket t where t.workspace_id = ${workspaceId}
      and not exists (select 1 from chain c where c.workspace_id = t.workspace_id and c.id = t.id) limit 1)
    limit 1`);
  return lost ?? null;
}

/** The hash of one line, null when it is not there. */
export async function findHash(tx: Transaction, workspaceId: string, chainId: string, sequence: number) {
  const [found] = await tx.execute<{ hash: string }>(sql`select hash from event
    where workspace_id = ${workspaceId} and chain_id = ${chainId} and sequence = ${sequence}`);
  return found?.hash ?? null;
}

/** The reference of the ticket of a chain; null for a chain of administration. */
export async function findReference(tx: Transaction, workspaceId: string, chainId: string) {
  const [found] = await tx.execute<{ reference: string }>(sql`select reference from ticket
    where workspace_id = ${workspaceId} and id = ${chainId}`);
  return found?.reference ?? null;
}

type Row = Record<string, unknown> &
  Pick<Line, "door" | "type" | "payload" | "hash" | "at" | "requires"> & {
    head_id: string;
    last_sequence: number;
    last_hash: string;
    sequence: number | null;
    ticket_id: string | null;
    item_id: string | null;
    package_id: string | null;
    actor_id: string | null;
    previous_hash: string;
    kept_sha256: string | null;
  };

function lineOf(workspaceId: string, row: Row): Line {
  const { requires, at, door, type, payload, hash } = row;
  const about = { ...(row.item_id && { itemId: row.item_id }), ...(row.package_id && { packageId: row.package_id }) };
  const chain = { workspaceId, chainId: row.head_id, sequence: row.sequence!, ticketId: row.ticket_id };
  return {
    ...chain,
    ...about,
    requires,
    at,
    actorId: row.actor_id,
    door,
    type,
    payload,
    previousHash: row.previous_hash,
    hash,
  };
}

/** A cursor: its rows are those of the moment it opens, whoever writes meanwhile. */
async function* streamRows<Row extends Record<string, unknown>>(tx: Transaction, query: SQL): AsyncGenerator<Row> {
  await tx.execute(sql`declare journal_rows no scroll cursor for ${query}`);
  for (;;) {
    const rows = await tx.execute<Row>(sql.raw(`fetch ${atOnce} from journal_rows`));
    yield* rows as unknown as Row[];
    if (rows.length < atOnce) break;
  }
  await tx.execute(sql`close journal_rows`);
}
