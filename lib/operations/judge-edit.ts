import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Refusal } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { columnsAfterReply } from "@/lib/tickets/reply-to-ticket";
import { columnsOfMove } from "@/lib/tickets/ticket-moves";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import type { Columns } from "@/lib/tickets/write-ticket";
import type { BulkChanges, Refused } from "./bulk";
import type { EditFacts } from "./edit-facts";

/** What is to be written of one ticket. */
export interface Edit {
  read: Ticket;
  columns: Columns;
  /** The project to which it goes. */
  place: { id: string; key: string } | null;
  /** Who is to take part, under which role. */
  people: { accountId: string; role: "assignee" | "watcher" }[];
  message: string | null;
}

/** What a bulk edit does to one ticket, judged as the verbs of each change judge it; or why it is left alone. */
export async function judgeEdit(
  tx: Transaction,
  facts: EditFacts,
  read: Ticket,
  asked: BulkChanges,
): Promise<Edit | Refused> {
  try {
    return await editOf(tx, facts, read, asked);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, details: error.details };
    throw error;
  }
}

/** Whether nothing of it differs from what is there. */
export function changesNothing({ columns, place, people, message }: Edit): boolean {
  return Object.keys(columns).length === 0 && place === null && people.length === 0 && message === null;
}

async function editOf(tx: Transaction, facts: EditFacts, read: Ticket, asked: BulkChanges): Promise<Edit> {
  const rights = await getRights(tx);
  for (const action of actionsOf(asked)) authorizeTicket(rights, action, read);
  if (read.mergedIntoId !== null) throw new Conflict("merged", null);
  const { workspaceId } = read;
  const filled: Columns = {};
  if (asked.category !== undefined) filled.categoryId = await facts.categoryId(workspaceId, asked.category);
  const assigneeId = asked.assignee == null ? null : await facts.memberId(workspaceId, asked.assignee, "assignee");
  if (asked.assignee !== undefined) filled.assigneeId = assigneeId;
  const moved = asked.status === undefined ? {} : await columnsOfMove(tx, read, { to: asked.status }, filled);
  const place = asked.project === undefined ? null : await facts.place(workspaceId, asked.project);
  if (place && place.id !== read.projectId) authorizeTicket(rights, "move", { ...read, projectId: place.id });
  const people: Edit["people"] = [];
  if (assigneeId !== null && assigneeId !== read.assigneeId) people.push({ accountId: assigneeId, role: "assignee" });
  for (const mail of asked.participants ?? []) {
    const accountId = await facts.memberId(workspaceId, mail, "participants");
    if (!facts.takesPart(read.id, accountId)) people.push({ accountId, role: "watcher" });
  }
  const answered = asked.message === undefined ? {} : await columnsAfterReply(tx, rights, read, undefined);
  // As everywhere, who writes takes part from then on, unless he has left.
  if (asked.message !== undefined && !facts.tookPart(read.id, rights.accountId!))
    people.push({ accountId: rights.accountId!, role: "watcher" });
  return {
    read,
    columns: differing(read, { ...answered, ...moved, ...filled, ...(await priorityOf(facts, read, asked)) }),
    place: place && place.id !== read.projectId ? place : null,
    people,
    message: asked.message ?? null,
  };
}

function actionsOf(asked: BulkChanges) {
  const given = (...names: (keyof BulkChanges)[]) => names.some((name) => asked[name] !== undefined);
  return [
    ...(given("category", "priority") ? (["change"] as const) : given("status") ? (["advance"] as const) : []),
    ...(given("assignee") ? (["assign"] as const) : []),
    ...(given("project") ? (["move"] as const) : []),
    ...(given("participants") ? (["addParticipant"] as const) : []),
    ...(given("message") ? (["reply"] as const) : []),
  ];
}

async function priorityOf(facts: EditFacts, read: Ticket, { priority, priorityReason }: BulkChanges): Promise<Columns> {
  if (priority === undefined) return {};
  if (priority !== null) return { priority, priorityReason };
  return { priority: await facts.priority(read.workspaceId, read.impact, read.urgency), priorityReason: null };
}

function differing(read: Ticket, columns: Columns): Columns {
  const isMove = columns.statusId !== undefined && columns.statusId !== read.statusId;
  return Object.fromEntries(
    Object.entries(columns).filter(([name, value]) =>
      // The dates of a move are the database's to say: they go with the status, or not at all.
      ["phase", "resolvedAt", "closedAt"].includes(name) ? isMove : value !== read[name as keyof Ticket],
    ),
  );
}
