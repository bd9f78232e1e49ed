import { and, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { project } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import { getRights, type Rights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { TicketReference } from "./ticket";
import { conditionsOf } from "./ticket-conditions";
import type { Sort, TicketFilter } from "./ticket-filter";
import { readTickets, withPeople } from "./ticket-queries";

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
  const rows = filter.q
    ? await findByWords(tx, filter.q, conditions, order, after, wanted)
    : await findPage(tx, filter, [...conditions, ...beyond(order, after)], order, wanted);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { items: await withPeople(tx, shown), after: rows.length > page.limit && last ? writeCursor(last) : null };
}

interface Order {
  sort: Sort;
  /** The cursor's key, and its PostgreSQL type. */
  key: SQL;
  type: SQL;
  by: SQL[];
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
  const key = { updated: sql`ticket.updated_at`, opened: sql`ticket.opened_at`, priority: sql`ticket.priority` }[sort];
  const direction = ascending ? sql`asc` : sql`desc`;
  return {
    sort,
    key,
    type: sort === "priority" ? sql`smallint` : sql`timestamptz`,
    by: [sql`${key} ${direction}`, sql`ticket.id ${direction}`],
    comparison: ascending ? sql`>` : sql`<`,
  };
}

/** Past this number of readable projects one walk of the global index beats a merge of one walk per project (DESIGN 4). */
const mostMergedProjects = 20;

async function findPage(tx: Transaction, filter: TicketFilter, conditions: SQL[], order: Order, wanted: number) {
  const scoped = filter.assignee !== undefined || filter.requester !== undefined || filter.workspace !== undefined;
  const rights = await getRights(tx);
  const projects = scoped ? null : await fewReadableProjects(tx, rights);
  if (!projects) return readTickets(tx, conditions, order, wanted);
  return readTickets(tx, [amongFirstOfEach(projects, rights, conditions, order, wanted)], order, wanted);
}

/** Null when they are too many to be merged. Only the shape of the question hangs on this; row security alone says what is read. */
async function fewReadableProjects(tx: Transaction, { memberships, grants }: Rights): Promise<string[] | null> {
  const whole = memberships.filter(readsAll).map((membership) => membership.workspaceId);
  if (whole.length > mostMergedProjects) return null;
  const inWhole =
    whole.length > 0
      ? await tx.select({ id: project.id }).from(project).where(inArray(project.workspaceId, whole))
      : [];
  const ids = new Set([...grants.map((grant) => grant.projectId), ...inWhole.map((row) => row.id)]);
  return ids.size > mostMergedProjects ? null : [...ids];
}

function readsAll({ permissions }: Rights["memberships"][number]): boolean {
  return permissions.includes("tickets.readAll");
}

/** One short walk of an index per project that the person reads, one more for the tickets he takes part in. */
function amongFirstOfEach(
  projects: string[],
  { memberships }: Rights,
  conditions: SQL[],
  order: Order,
  wanted: number,
): SQL {
  const walks = projects.map((id) => firstOf([sql`ticket.project_id = ${id}`, ...conditions], order, wanted));
  if (walks.length === 0 || !memberships.every(readsAll))
    walks.push(firstOf([sql`ticket.id in (select my_ticket_ids())`, ...conditions], order, wanted));
  return sql`ticket.id in (${sql.join(walks, sql` union `)})`;
}

function firstOf(conditions: SQL[], { by }: Order, wanted: number): SQL {
  return sql`(select ticket.id from ticket where ${and(...conditions)} order by ${sql.join(by, sql`, `)} limit ${wanted})`;
}

function beyond(order: Order, after: Key | null): SQL[] {
  return after
    ? [sql`(${order.key}, ticket.id) ${order.comparison} (${after.key}::${order.type}, ${after.id}::uuid)`]
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
    const named = await readTickets(tx, [...conditions, sql`ticket.reference = ${reference.data}`], order, 1);
    if (named.length > 0) return named;
  }
  const found: Awaited<ReturnType<typeof readTickets>> = [];
  let from = after;
  for (let batch = Math.max(wanted, 100); found.length < wanted; batch *= 8) {
    const candidates = await tx.execute<Key>(sql`
      select ticket_id as id, opened_at::text as key from search_ticket_ids(${words}, ${from?.key ?? null}::timestamptz, ${from?.id ?? null}::uuid, ${batch})`);
    if (candidates.length === 0) break;
    const ids = [...new Set(candidates.map((candidate) => candidate.id))];
    const among = [...conditions, sql`ticket.id = any(${sql.param(ids)}::uuid[])`];
    found.push(...(await readTickets(tx, among, order, wanted - found.length)));
    from = candidates.at(-1)!;
    if (candidates.length < batch) break;
  }
  return found;
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
