import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { operationTicket, participant, task, type ticket, ticketAlias } from "@/db/schema";
import { Forbidden } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Before } from "@/lib/tickets/keep-operation";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import { writeTicket } from "@/lib/tickets/write-ticket";
import type { KeptTicket } from "./operation-queries";
import { putOnTicket } from "./put-on-ticket";

/** Puts a ticket back as it stood before an operation, but for its version and date, and tells it. Throws Forbidden or Conflict. */
export async function restoreTicket(
  tx: Transaction,
  read: Ticket,
  { operationId, before, versionAfter }: KeptTicket,
  /** Where its messages are now. */
  holderId: string | null = null,
) {
  const { messages = [], files = [], tasks = [] } = before;
  if (holderId) await putOnTicket(tx, { messages, files, tasks: [] }, holderId, read);
  for (const { id, position } of tasks)
    await tx
      .update(task)
      .set({ ticketId: read.id, position })
      .where(and(eq(task.workspaceId, read.workspaceId), eq(task.id, id), isNull(task.removedAt)));
  await restoreParticipants(tx, read, before);
  // The number that a move gave is kept: it was told, and is never given again.
  if (before.columns?.reference && before.columns.reference !== read.reference)
    await tx
      .insert(ticketAlias)
      .values({ workspaceId: read.workspaceId, reference: read.reference, ticketId: read.id })
      .onConflictDoNothing();
  const written = await writeTicket(tx, read, columnsOf(before));
  await recordEvent(tx, {
    type: "ticket.restored",
    workspaceId: read.workspaceId,
    ticketId: read.id,
    payload: { operationId, ...(before.columns ? { status: [read.statusCode, written.statusCode] } : {}) },
  });
  if (read.version === versionAfter && before.version !== undefined)
    await forgetVersions(tx, read, before.version, written.version);
  return written;
}

/** What was done and undone is as if it had not been: an earlier operation of the same person can still be undone after it. */
async function forgetVersions(tx: Transaction, { workspaceId, id }: Ticket, before: number, now: number) {
  await tx
    .update(operationTicket)
    .set({ versionAfter: now })
    .where(
      and(
        eq(operationTicket.workspaceId, workspaceId),
        eq(operationTicket.ticketId, id),
        eq(operationTicket.versionAfter, before),
        isNull(operationTicket.undoneAt),
      ),
    );
}

const moments = ["firstAnsweredAt", "resolvedAt", "closedAt"];

function columnsOf({ columns = {} }: Before): Partial<typeof ticket.$inferInsert> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      moments.includes(name) && value !== null ? new Date(value) : value,
    ]),
  );
}

/** Those who were brought in, and whose part nobody touched since. */
async function restoreParticipants(tx: Transaction, { workspaceId, id }: Ticket, { joined = [], parts = [] }: Before) {
  const here = and(eq(participant.workspaceId, workspaceId), eq(participant.ticketId, id));
  if (joined.length > 0) {
    const forgotten = await tx
      .delete(participant)
      .where(and(here, inArray(participant.accountId, joined), isNull(participant.leftAt)))
      .returning({ accountId: participant.accountId });
    const left = await tx
      .select({ accountId: participant.accountId })
      .from(participant)
      .where(and(here, inArray(participant.accountId, joined), isNull(participant.leftAt)));
    if (left.length > forgotten.length) throw new Forbidden();
  }
  for (const { accountId, before, after } of parts)
    await tx
      .update(participant)
      .set({ ...before, leftAt: before.leftAt === null ? null : new Date(before.leftAt) })
      .where(
        and(
          here,
          eq(participant.accountId, accountId),
          eq(participant.role, after.role),
          sql`${participant.leftAt} is not distinct from ${after.leftAt}::timestamptz`,
        ),
      );
}
