import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { category, participant, priorityRule, project, status, ticket, ticketAlias, workspace } from "@/db/schema";
import { Conflict, Invalid, NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "./people-queries";
import { type Kind, type Phase, TicketReference } from "./ticket";

export type Ticket = Awaited<ReturnType<typeof getTicket>>;

/** The ticket with its words and the asking person's standing. Throws NotFound when it does not exist for that person. */
export async function getTicket(tx: Transaction, reference: string) {
  const parsed = TicketReference.safeParse(reference);
  if (!parsed.success) throw new NotFound();
  const found = await findTicketWhere(tx, eq(ticket.reference, parsed.data));
  if (found) return found;
  const former = await findTicketWhere(
    tx,
    inArray(
      ticket.id,
      tx.select({ id: ticketAlias.ticketId }).from(ticketAlias).where(eq(ticketAlias.reference, parsed.data)),
    ),
  );
  if (!former) throw new NotFound();
  return former;
}

/** The same by identifier. Throws NotFound. */
export async function getTicketById(tx: Transaction, id: string) {
  const found = await findTicketWhere(tx, eq(ticket.id, id));
  if (!found) throw new NotFound();
  return found;
}

/**
 * Locks the row until the transaction ends, then reads it: for a verb that is about to change it. Throws NotFound, or Conflict when the
 * ticket was merged into another one.
 */
export async function lockTicket(tx: Transaction, reference: string) {
  const locked = await lockEvenMerged(tx, (await getTicket(tx, reference)).id);
  if (locked.mergedIntoId !== null) throw new Conflict("merged", locked);
  return locked;
}

/** The same by identifier, and for what was merged too. Throws NotFound. */
export async function lockEvenMerged(tx: Transaction, id: string) {
  // A reader without the right to change passes the select and not the lock: his refusal must say Forbidden, not NotFound.
  await tx.select({ id: ticket.id }).from(ticket).where(eq(ticket.id, id)).for("update");
  return getTicketById(tx, id);
}

/** Those of these tickets that exist for the asking person, merged ones included, in the order of their identifiers. */
export async function listTicketsByIds(tx: Transaction, ids: string[]): Promise<Ticket[]> {
  const wanted = sql`${ticket.id} = any(${sql.param(ids)}::uuid[])`;
  const rows = await withPeople(tx, await selectTickets(tx, {}).where(wanted).orderBy(ticket.id));
  const { accountId } = tx.asking;
  const parts = await tx
    .select({ id: participant.ticketId })
    .from(participant)
    .where(
      and(
        sql`${participant.ticketId} = any(${sql.param(ids)}::uuid[])`,
        eq(participant.accountId, accountId ?? NIL),
        sql`${participant.leftAt} is null`,
      ),
    );
  const mine = new Set(parts.map(({ id }) => id));
  return rows.map((row) => ({ ...row, takesPart: mine.has(row.id) }));
}

/** The same, locked in that order until the transaction ends. */
export async function lockTickets(tx: Transaction, ids: string[]): Promise<Ticket[]> {
  await tx
    .select({ id: ticket.id })
    .from(ticket)
    .where(sql`${ticket.id} = any(${sql.param(ids)}::uuid[])`)
    .orderBy(ticket.id)
    .for("update");
  return listTicketsByIds(tx, ids);
}

const NIL = "00000000-0000-0000-0000-000000000000";

/** What every reader of a ticket may know of it; the list and the API show the same columns. */
const ticketColumns = {
  id: ticket.id,
  workspaceId: ticket.workspaceId,
  projectId: ticket.projectId,
  reference: ticket.reference,
  kind: ticket.kind,
  title: ticket.title,
  statusId: ticket.statusId,
  phase: ticket.phase,
  categoryId: ticket.categoryId,
  impact: ticket.impact,
  urgency: ticket.urgency,
  priority: ticket.priority,
  priorityReason: ticket.priorityReason,
  requesterId: ticket.requesterId,
  assigneeId: ticket.assigneeId,
  channel: ticket.channel,
  initiator: ticket.initiator,
  mergedIntoId: ticket.mergedIntoId,
  fields: ticket.fields,
  formId: ticket.formId,
  majorSince: ticket.majorSince,
  version: ticket.version,
  openedAt: ticket.openedAt,
  updatedAt: ticket.updatedAt,
  firstAnsweredAt: ticket.firstAnsweredAt,
  resolvedAt: ticket.resolvedAt,
  closedAt: ticket.closedAt,
  workspaceKey: workspace.key,
  workspaceName: workspace.name,
  projectKey: project.key,
  projectName: project.name,
  reopenDays: project.reopenDays,
  statusCode: status.code,
  statusFr: status.labelFr,
  statusEn: status.labelEn,
  statusColour: status.colour,
  categoryCode: category.code,
  categoryFr: category.labelFr,
  categoryEn: category.labelEn,
};

/** The first tickets in an order that meet the conditions, with their words; `key` is each one's place in that order, as text. */
export function readTickets(tx: Transaction, conditions: SQL[], order: { by: SQL[]; key: SQL }, limit: number) {
  return selectTickets(tx, { key: sql<string>`(${order.key})::text`.as("key") })
    .where(and(...conditions))
    .orderBy(...order.by)
    .limit(limit);
}

/** Words are looked up ticket by ticket: in a plain join the planner would rather read the statuses of every workspace. */
function selectTickets<More extends Record<string, SQL.Aliased<string>>>(tx: Transaction, more: More) {
  const { workspaceId, projectId, statusId, categoryId } = ticket;
  const itsWorkspace = tx.select().from(workspace).where(eq(workspace.id, workspaceId));
  const itsProject = tx.select().from(project).where(eq(project.id, projectId));
  const itsStatus = tx
    .select()
    .from(status)
    .where(and(eq(status.workspaceId, workspaceId), eq(status.id, statusId)));
  const itsCategory = tx
    .select()
    .from(category)
    .where(and(eq(category.workspaceId, workspaceId), eq(category.id, categoryId)));
  return tx
    .select({ ...ticketColumns, ...more })
    .from(ticket)
    .crossJoinLateral(itsWorkspace.limit(1).as("workspace"))
    .crossJoinLateral(itsProject.limit(1).as("project"))
    .crossJoinLateral(itsStatus.limit(1).as("status"))
    .leftJoinLateral(itsCategory.limit(1).as("category"), sql`true`)
    .$dynamic();
}

/** The same rows with the people whom the asking person may know. */
export async function withPeople<Row extends { requesterId: string; assigneeId: string | null }>(
  tx: Transaction,
  rows: Row[],
) {
  const people = await findPeople(
    tx,
    rows.flatMap((row) => [row.requesterId, row.assigneeId]),
  );
  return rows.map((row) => {
    const requester = people.get(row.requesterId);
    const assignee = row.assigneeId ? people.get(row.assigneeId) : undefined;
    return {
      ...row,
      requesterName: requester?.name ?? null,
      requesterMail: requester?.mail ?? null,
      assigneeName: assignee?.name ?? null,
      assigneeMail: assignee?.mail ?? null,
    };
  });
}

async function findTicketWhere(tx: Transaction, condition: SQL) {
  const [found] = await withPeople(tx, await selectTickets(tx, {}).where(condition).limit(1));
  return found ? { ...found, takesPart: await takesPart(tx, found.id) } : null;
}

async function takesPart(tx: Transaction, ticketId: string): Promise<boolean> {
  const { accountId } = tx.asking;
  if (!accountId) return false;
  const [mine] = await tx
    .select({ ticketId: participant.ticketId })
    .from(participant)
    .where(
      and(eq(participant.ticketId, ticketId), eq(participant.accountId, accountId), sql`${participant.leftAt} is null`),
    );
  return mine !== undefined;
}

/** The status of a kind by its code, or the kind's first one of a phase. Throws Invalid. */
export async function getStatus(
  tx: Transaction,
  workspaceId: string,
  kind: Kind,
  wanted: { code: string } | { phase: Phase },
) {
  const [found] = await tx
    .select()
    .from(status)
    .where(
      and(
        eq(status.workspaceId, workspaceId),
        eq(status.kind, kind),
        sql`${status.archivedAt} is null`,
        "code" in wanted ? eq(status.code, wanted.code) : eq(status.phase, wanted.phase),
      ),
    )
    .orderBy(status.position)
    .limit(1);
  if (!found) throw new Invalid("unknown-status", "status");
  return found;
}

/** Priority from the workspace's matrix; 3 when an administrator removed that cell. */
export async function getPriority(
  tx: Transaction,
  workspaceId: string,
  impact: number,
  urgency: number,
): Promise<number> {
  const [rule] = await tx
    .select({ priority: priorityRule.priority })
    .from(priorityRule)
    .where(
      and(
        eq(priorityRule.workspaceId, workspaceId),
        eq(priorityRule.impact, impact),
        eq(priorityRule.urgency, urgency),
      ),
    );
  return rule?.priority ?? 3;
}

/** A category of the workspace by its code, archived ones excepted. Throws Invalid. */
export async function getCategory(tx: Transaction, workspaceId: string, code: string) {
  const [found] = await tx
    .select()
    .from(category)
    .where(and(eq(category.workspaceId, workspaceId), eq(category.code, code), sql`${category.archivedAt} is null`));
  if (!found) throw new Invalid("unknown-category", "category");
  return found;
}
