import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { operation, operationTicket, ticket } from "@/db/schema";
import { Conflict, NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Before } from "@/lib/tickets/keep-operation";
import type { Refused } from "./bulk";

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

/** How far a bulk edit of the asking person's is, or its undoing. Throws NotFound. */
export async function readProgress(tx: Transaction, batch: string) {
  const operations = await tx.select().from(operation).where(eq(operation.batchId, batch));
  const [first] = operations;
  if (!first) throw new NotFound("unknown-operation");
  const sum = (pick: (one: Kept) => number) => operations.reduce((total, one) => total + pick(one), 0);
  const [total, done] = [sum((one) => one.total), sum((one) => one.done)];
  const undoing = operations.some(({ undoneAt }) => undoneAt !== null);
  const finished = operations.every(({ finishedAt }) => finishedAt !== null) && (!undoing || done >= total);
  const [{ young } = { young: false }] = await tx
    .select({ young: stillUndoable })
    .from(operation)
    .where(eq(operation.id, first.id));
  return {
    batch,
    kind: first.kind,
    at: first.createdAt,
    total,
    done,
    undoing,
    finished,
    mayUndo: finished && !undoing && young,
    missing: operations.flatMap(({ asked }) => (asked as { missing?: string[] }).missing ?? []),
    ...(await readOutcomes(tx, batch)),
  };
}

export type Progress = Awaited<ReturnType<typeof readProgress>>;

const mostRefused = 200;

/** How many tickets were changed, were so already, were put back; and which were left alone, with why. */
async function readOutcomes(tx: Transaction, batch: string) {
  const ofBatch = eq(operation.batchId, batch);
  const joined = and(
    eq(operation.workspaceId, operationTicket.workspaceId),
    eq(operation.id, operationTicket.operationId),
  );
  const [counted] = await tx
    .select({
      changed: sql<number>`count(*) filter (where ${operationTicket.versionAfter} > 0)::int`,
      unchanged: sql<number>`count(*) filter (where ${operationTicket.versionAfter} = 0)::int`,
      restored: sql<number>`count(*) filter (where ${operationTicket.undoneAt} is not null)::int`,
      refusedCount: sql<number>`count(*) filter (where ${operationTicket.refusal} is not null)::int`,
    })
    .from(operationTicket)
    .innerJoin(operation, joined)
    .where(ofBatch);
  const rows = await tx
    .select({ reference: ticket.reference, title: ticket.title, refusal: operationTicket.refusal })
    .from(operationTicket)
    .innerJoin(operation, joined)
    .innerJoin(
      ticket,
      and(eq(ticket.workspaceId, operationTicket.workspaceId), eq(ticket.id, operationTicket.ticketId)),
    )
    .where(and(ofBatch, isNotNull(operationTicket.refusal)))
    .orderBy(asc(ticket.reference))
    .limit(mostRefused);
  const refused = rows.map(({ refusal, ...row }) => ({ ...row, why: JSON.parse(refusal!) as Refused }));
  return { ...counted!, refused };
}

/** Of what sort a batch of the asking person's is. Throws NotFound. */
export async function findBatch(tx: Transaction, batch: string) {
  const [found] = await tx
    .select({ kind: operation.kind })
    .from(operation)
    .where(eq(operation.batchId, batch))
    .limit(1);
  if (!found) throw new NotFound("unknown-operation");
  return found;
}
