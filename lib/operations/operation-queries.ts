import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { operation, operationTicket } from "@/db/schema";
import { Conflict, NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Before } from "@/lib/tickets/keep-operation";

export type Kept = typeof operation.$inferSelect;
export type KeptTicket = Omit<typeof operationTicket.$inferSelect, "before"> & { before: Before };

export const hoursToUndo = 24;
const stillUndoable = sql<boolean>`${operation.createdAt} > now() - make_interval(hours => ${sql.raw(String(hoursToUndo))})`;

/** An operation of the asking person's that can still be undone, locked. Throws NotFound or Conflict. */
export async function lockOperation(tx: Transaction, id: string): Promise<Kept> {
  const [found] = await tx.select().from(operation).where(eq(operation.id, id)).for("update");
  if (!found) throw new NotFound("unknown-operation");
  if (found.undoneAt) throw new Conflict("already-undone");
  const [young] = await tx.select({ is: stillUndoable }).from(operation).where(eq(operation.id, id));
  if (!young!.is) throw new Conflict("too-late-to-undo", null, { hours: hoursToUndo });
  return found;
}

/** What it did to each ticket that the asking person still reads, in the order in which tickets are locked. */
export async function listKept(tx: Transaction, { workspaceId, id }: Kept): Promise<KeptTicket[]> {
  const rows = await tx
    .select()
    .from(operationTicket)
    .where(
      and(
        eq(operationTicket.workspaceId, workspaceId),
        eq(operationTicket.operationId, id),
        isNull(operationTicket.undoneAt),
      ),
    )
    .orderBy(asc(operationTicket.ticketId));
  return rows as KeptTicket[];
}

/** The last operation of the asking person's on a ticket that can still be undone. */
export async function findUndoable(tx: Transaction, ticket: { workspaceId: string; id: string }) {
  const [found] = await tx
    .select({ id: operation.id, kind: operation.kind, at: operation.createdAt })
    .from(operationTicket)
    .innerJoin(
      operation,
      and(eq(operation.workspaceId, operationTicket.workspaceId), eq(operation.id, operationTicket.operationId)),
    )
    .where(
      and(
        eq(operationTicket.workspaceId, ticket.workspaceId),
        eq(operationTicket.ticketId, ticket.id),
        isNull(operation.undoneAt),
        isNull(operationTicket.undoneAt),
        isNull(operationTicket.refusal),
        stillUndoable,
      ),
    )
    .orderBy(desc(operation.createdAt), desc(operation.id))
    .limit(1);
  return found ?? null;
}
