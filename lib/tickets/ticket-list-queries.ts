import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { ticket } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { TicketReference } from "./ticket";
import { conditionsOf } from "./ticket-conditions";
import type { Sort, TicketFilter } from "./ticket-filter";
import { readTickets } from "./ticket-queries";

export type ListedTicket = Awaited<ReturnType<typeof listTickets>>["items"][number];

/** One page of the tickets that the asking person may read, across all of his workspaces, and the cursor of the next one. */
export async function listTickets(
  tx: Transaction,
  filter: TicketFilter,
  page: { limit: number; after?: string },
  timeZone = "Europe/Paris",
) {
  const order = orderOf(filter);
  const conditions = conditionsOf(tx, filter, timeZone);
  const after = page.after === undefined ? null : readCursor(page.after, order);
  const wanted = page.limit + 1;
  const keys = filter.q
    ? await findByWords(tx, filter.q, conditions, order, after, wanted)
    : await findPage(tx, filter, conditions, order, after, wanted);
  const shown = keys.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: await readInOrder(tx, shown),
    after: keys.length > page.limit && last ? writeCursor(last) : null,
  };
}

interface Order {
  sort: Sort;
  column: SQL;
  /** The cursor's key, as PostgreSQL type. */
  type: SQL;
  direction: SQL;
  comparison: SQL;
}

interface Key extends Record<string, unknown> {
  id: string;
  key: string;
}

/** From a closed list: no column name ever comes from outside. With words, the order is always that of opening. */
function orderOf(filter: TicketFilter): Order {
  const sort = filter.q ? "opened" : filter.sort;
  const ascending = !filter.q && filter.direction === "asc";
  const column = { updated: sql`ticket.updated_at`, opened: sql`ticket.opened_at`, priority: sql`ticket.priority` }[
    sort
  ];
  return {
    sort,
    column,
    type: sort === "priority" ? sql`smallint` : sql`timestamptz`,
    direction: ascending ? sql`asc` : sql`desc`,
    comparison: ascending ? sql`>` : sql`<`,
  };
}

/** Past this number of readable projects one walk of the global index beats a merge of one walk per project (DESIGN 4). */
const mostMergedProjects = 20;

async function findPage(
  tx: Transaction,
  filter: TicketFilter,
  conditions: SQL[],
  order: Order,
  after: Key | null,
  wanted: number,
) {
  const scoped = filter.assignee !== undefined || filter.requester !== undefined || filter.workspace !== undefined;
  const projects = scoped ? [] : await readableProjects(tx);
  const where = [...conditions, ...beyond(order, after)];
  if (scoped || projects.length > mostMergedProjects) return walk(tx, where, order, wanted);
  const ownAreElsewhere = !(await readsEverythingEverywhere(tx));
  return mergeOfProjects(tx, projects, ownAreElsewhere, where, order, wanted);
}

async function readableProjects(tx: Transaction): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(
    sql`select distinct id from my_project_ids() id limit ${mostMergedProjects + 1}`,
  );
  return rows.map((row) => row.id);
}

async function readsEverythingEverywhere(tx: Transaction): Promise<boolean> {
  const { memberships } = await getRights(tx);
  return memberships.every((membership) => membership.permissions.includes("tickets.readAll"));
}

function walk(tx: Transaction, where: SQL[], order: Order, wanted: number) {
  return run(tx, sql`${pageOf(where, order, wanted)}`);
}

/** One short walk of an index per project that the person reads, one more for the tickets he takes part in, merged. */
function mergeOfProjects(
  tx: Transaction,
  projects: string[],
  own: boolean,
  where: SQL[],
  order: Order,
  wanted: number,
) {
  const walks = projects.map((id) => pageOf([sql`ticket.project_id = ${id}`, ...where], order, wanted));
  if (own || walks.length === 0)
    walks.push(pageOf([sql`ticket.id in (select my_ticket_ids())`, ...where], order, wanted));
  const merged = sql.join(
    walks.map((one) => sql`(${one})`),
    sql` union `,
  );
  return run(
    tx,
    sql`select id, key from (${merged}) merged order by sort_key ${order.direction}, id ${order.direction} limit ${wanted}`,
  );
}

function pageOf(where: SQL[], order: Order, wanted: number): SQL {
  const condition = where.length > 0 ? sql.join([sql`where`, sql.join(where, sql` and `)], sql` `) : sql``;
  return sql`select ticket.id, ${order.column} as sort_key, (${order.column})::text as key from ticket ${condition}
    order by ${order.column} ${order.direction}, ticket.id ${order.direction} limit ${wanted}`;
}

function beyond(order: Order, after: Key | null): SQL[] {
  return after
    ? [sql`(${order.column}, ticket.id) ${order.comparison} (${after.key}::${order.type}, ${after.id}::uuid)`]
    : [];
}

/**
 * Words: identifiers come from the search index newest first, in ever larger batches, until enough of them also meet the other
 * filters; so a rare word costs one look and a common one never the whole index.
 */
async function findByWords(
  tx: Transaction,
  words: string,
  conditions: SQL[],
  order: Order,
  after: Key | null,
  wanted: number,
) {
  const reference = TicketReference.safeParse(words);
  if (reference.success && !after) {
    const named = await walk(tx, [...conditions, sql`ticket.reference = ${reference.data}`], order, 1);
    if (named.length > 0) return named;
  }
  const found: Key[] = [];
  let from = after;
  for (let batch = Math.max(wanted, 100); found.length < wanted; batch *= 8) {
    const candidates = await tx.execute<Key>(sql`
      select ticket_id as id, opened_at::text as key from search_ticket_ids(${words}, ${from?.key ?? null}::timestamptz, ${from?.id ?? null}::uuid, ${batch})`);
    if (candidates.length === 0) break;
    const ids = [...new Set(candidates.map((candidate) => candidate.id))];
    const kept = await walk(
      tx,
      [...conditions, sql`ticket.id = any(${sql.param(ids)}::uuid[])`],
      order,
      wanted - found.length,
    );
    found.push(...kept);
    from = candidates.at(-1)!;
    if (candidates.length < batch) break;
  }
  return found;
}

function run(tx: Transaction, query: SQL): Promise<Key[]> {
  return tx.execute<Key>(query).then((rows) => [...rows]);
}

/** The cursor is opaque to callers and bears no right: it is a place in an order, and row security applies past it. */
function writeCursor(key: Key): string {
  return Buffer.from(JSON.stringify([key.key, key.id])).toString("base64url");
}

function readCursor(text: string, order: Order): Key {
  try {
    const [key, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as [unknown, unknown];
    const keyIsSound = order.sort === "priority" ? /^[1-4]$/.test(String(key)) : isMoment(String(key));
    if (keyIsSound && z.guid().safeParse(id).success) return { key: String(key), id: String(id) };
  } catch {
    // Fall through: whatever is wrong with a cursor, the answer is the same.
  }
  throw new Invalid("bad-cursor", "after");
}

/** A moment as PostgreSQL writes it, which it will read again without an error. */
function isMoment(text: string): boolean {
  const parts = /^((?:19|20)\d\d-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/.exec(text);
  return parts !== null && z.iso.datetime().safeParse(`${parts[1]}T${parts[2]}Z`).success;
}

async function readInOrder(tx: Transaction, keys: Key[]) {
  if (keys.length === 0) return [];
  const ids = keys.map((key) => key.id);
  const rows = await readTickets(tx, sql`${ticket.id} = any(${sql.param(ids)}::uuid[])`, ids.length);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
