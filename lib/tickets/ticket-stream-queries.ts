import { and, inArray, type SQL, sql } from "drizzle-orm";
import { category, project, status, type ticket, workspace } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { remembered } from "@/lib/tenancy/remembered";
import { streamBatches } from "@/lib/tenancy/stream-rows";
import { findPeople } from "./people-queries";
import { TicketReference } from "./ticket";
import { conditionsOf } from "./ticket-conditions";
import type { TicketFilter } from "./ticket-filter";

/** Which tickets: those of a list, all of them, in some workspaces only when they are named. */
export interface Streamed {
  filter: TicketFilter;
  timeZone: string;
  workspaceIds: string[] | null;
}

export type StreamedTicket = Awaited<ReturnType<typeof withWords>>[number];

const atOnce = 200;

/** Every ticket that a list of this filter shows page after page, in its order, in one snapshot and in constant memory. */
export async function* streamTickets(tx: Transaction, streamed: Streamed): AsyncGenerator<StreamedTicket[]> {
  const conditions = await streamConditions(tx, streamed);
  const query = sql`select ${columns} from ticket where ${and(...conditions)} order by ${orderOf(streamed.filter)}`;
  const words = openWords(tx);
  for await (const rows of streamBatches<Row>(tx, query, atOnce)) yield withWords(rows, words);
}

/** How many tickets that is, counted no further than `most` when it is given. */
export async function countTickets(tx: Transaction, streamed: Streamed, most?: number): Promise<number> {
  const conditions = await streamConditions(tx, streamed);
  const limit = most === undefined ? sql`` : sql`limit ${most}`;
  const [counted] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from (select 1 from ticket where ${and(sql`true`, ...conditions)} ${limit}) t`,
  );
  return counted!.count;
}

/** All that a list asks, words included, as conditions on `ticket`. */
export async function streamConditions(tx: Transaction, { filter, timeZone, workspaceIds }: Streamed): Promise<SQL[]> {
  const conditions = [sql`true`, ...conditionsOf(tx, filter, timeZone)];
  if (workspaceIds) conditions.push(sql`ticket.workspace_id = any(${sql.param(workspaceIds)}::uuid[])`);
  return filter.q ? [...conditions, await meetsWords(tx, filter.q, conditions)] : conditions;
}

/** As in the list: a reference that names a ticket is that ticket and no other; anything else is looked for as words. */
async function meetsWords(tx: Transaction, words: string, conditions: SQL[]): Promise<SQL> {
  const reference = TicketReference.safeParse(words);
  if (reference.success) {
    const named = sql`ticket.reference = ${reference.data}`;
    const found = await tx.execute(sql`select 1 from ticket where ${and(...conditions, named)}`);
    if (found.length > 0) return named;
  }
  const everything = 2_147_483_647;
  return sql`ticket.id in (select ticket_id from search_ticket_ids(${words}, null, null, ${everything}))`;
}

/** From a closed list, as in the list: no name of a column ever comes from outside. */
function orderOf({ q, sort, direction }: TicketFilter): SQL {
  const key = { updated: sql`ticket.updated_at`, opened: sql`ticket.opened_at`, priority: sql`ticket.priority` };
  const way = !q && direction === "asc" ? sql`asc` : sql`desc`;
  return sql`${key[q ? "opened" : sort]} ${way}, ticket.id ${way}`;
}

/** Milliseconds: a moment read as text would be taken apart a million times. */
const instant = (column: string, name: string) =>
  sql.raw(`(extract(epoch from ticket.${column}) * 1000)::float8 as "${name}"`);

const columns = sql.join(
  [
    sql.raw(`ticket.id, ticket.workspace_id as "workspaceId", ticket.project_id as "projectId", ticket.reference, ticket.kind,
      ticket.title, ticket.status_id as "statusId", ticket.category_id as "categoryId", ticket.phase, ticket.impact, ticket.urgency,
      ticket.priority, ticket.priority_reason as "priorityReason", ticket.requester_id as "requesterId",
      ticket.assignee_id as "assigneeId", ticket.channel, ticket.initiator, ticket.fields`),
    instant("major_since", "majorSince"),
    instant("opened_at", "openedAt"),
    instant("updated_at", "updatedAt"),
    instant("first_answered_at", "firstAnsweredAt"),
    instant("resolved_at", "resolvedAt"),
    instant("closed_at", "closedAt"),
  ],
  sql`, `,
);

const moments = ["majorSince", "openedAt", "updatedAt", "firstAnsweredAt", "resolvedAt", "closedAt"] as const;
type Moment = (typeof moments)[number];

type Table = typeof ticket.$inferSelect;
type Row = Record<Moment, number | null> &
  Omit<Table, Moment | "number" | "formId" | "mergedIntoId" | "version"> &
  Record<string, unknown>;

/** Names that many tickets share are asked once for each, and never joined: the policies would be asked again for each ticket. */
function openWords(tx: Transaction) {
  return {
    people: remembered((ids) => findPeople(tx, ids)),
    statuses: remembered(async (ids) => byId(await tx.select().from(status).where(inArray(status.id, ids)))),
    categories: remembered(async (ids) => byId(await tx.select().from(category).where(inArray(category.id, ids)))),
    projects: remembered(async (ids) => byId(await tx.select().from(project).where(inArray(project.id, ids)))),
    workspaces: remembered(async (ids) => byId(await tx.select().from(workspace).where(inArray(workspace.id, ids)))),
  };
}

function byId<Found extends { id: string }>(found: Found[]): Map<string, Found> {
  return new Map(found.map((one) => [one.id, one]));
}

async function withWords(rows: Row[], words: ReturnType<typeof openWords>) {
  const person = await words.people(rows.flatMap(({ requesterId, assigneeId }) => [requesterId, assigneeId]));
  const statusOf = await words.statuses(rows.map((row) => row.statusId));
  const categoryOf = await words.categories(rows.map((row) => row.categoryId));
  const projectOf = await words.projects(rows.map((row) => row.projectId));
  const workspaceOf = await words.workspaces(rows.map((row) => row.workspaceId));
  return rows.map((row) => ({
    ...row,
    ...(Object.fromEntries(moments.map((name) => [name, row[name] === null ? null : new Date(row[name])])) as Record<
      Moment,
      Date | null
    >),
    requester: person(row.requesterId),
    assignee: person(row.assigneeId),
    status: statusOf(row.statusId),
    category: categoryOf(row.categoryId),
    project: projectOf(row.projectId),
    workspace: workspaceOf(row.workspaceId),
  }));
}
