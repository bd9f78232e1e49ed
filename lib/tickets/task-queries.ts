import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { task } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "./people-queries";
import type { TaskList } from "./task";
import { getTicketById, lockTicket } from "./ticket-queries";

type OfTicket = { workspaceId: string; id: string };

export type ListedTask = Awaited<ReturnType<typeof listTasks>>[number];

/** The tasks of a ticket, list by list, in their order. */
export async function listTasks(tx: Transaction, ticket: OfTicket) {
  return withPeople(
    tx,
    await selectTasks(tx)
      .where(and(eq(task.workspaceId, ticket.workspaceId), eq(task.ticketId, ticket.id), isNull(task.removedAt)))
      .orderBy(asc(task.list), asc(task.position), asc(task.id))
      .limit(mostTasks),
  );
}

/** More than a checklist that people keep. */
export const mostTasks = 200;

/** One task with its people. Throws NotFound. */
export async function getTask(tx: Transaction, id: string) {
  const [found] = await withPeople(tx, await selectTasks(tx).where(and(eq(task.id, id), isNull(task.removedAt))));
  if (!found) throw new NotFound("unknown-task");
  return found;
}

/** Locks the ticket of a task, so that its lists are changed by one person at a time, and reads both. Throws NotFound. */
export async function lockTask(tx: Transaction, id: string) {
  const { ticketId } = await getTask(tx, id);
  const ticket = await lockTicket(tx, (await getTicketById(tx, ticketId)).reference);
  return { ticket, read: await getTask(tx, id) };
}

/** The tasks of one list of a ticket, in their order. */
export function listTaskPlaces(tx: Transaction, ticket: OfTicket, list: TaskList) {
  return tx
    .select({ id: task.id, position: task.position })
    .from(task)
    .where(
      and(
        eq(task.workspaceId, ticket.workspaceId),
        eq(task.ticketId, ticket.id),
        eq(task.list, list),
        isNull(task.removedAt),
      ),
    )
    .orderBy(asc(task.position), asc(task.id));
}

function selectTasks(tx: Transaction) {
  return tx
    .select({
      id: task.id,
      workspaceId: task.workspaceId,
      ticketId: task.ticketId,
      list: task.list,
      position: task.position,
      title: task.title,
      assigneeId: task.assigneeId,
      dueOn: task.dueOn,
      doneAt: task.doneAt,
      doneBy: task.doneBy,
      late: sql<boolean>`${task.doneAt} is null and ${task.dueOn} < current_date`,
    })
    .from(task)
    .$dynamic();
}

async function withPeople<Row extends { assigneeId: string | null; doneBy: string | null }>(
  tx: Transaction,
  rows: Row[],
) {
  const people = await findPeople(
    tx,
    rows.flatMap((row) => [row.assigneeId, row.doneBy]),
  );
  return rows.map((row) => {
    const assignee = row.assigneeId ? people.get(row.assigneeId) : undefined;
    return {
      ...row,
      assigneeName: assignee?.name ?? null,
      assigneeMail: assignee?.mail ?? null,
      doneByName: (row.doneBy && people.get(row.doneBy)?.name) || null,
    };
  });
}
