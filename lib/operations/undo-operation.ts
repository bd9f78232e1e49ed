import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { operation, operationTicket } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { lockEvenMerged, type Ticket } from "@/lib/tickets/ticket-queries";
import { type Kept, type KeptTicket, listKept, lockOperation } from "./operation-queries";
import { restoreTicket } from "./restore-ticket";
import { unsplit } from "./unsplit";

export const UndoOperationInput = z.strictObject({ operation: z.guid() });

/**
 * Undoes a merge, a split or a move for its author, within a day: every ticket of it is as it was, or none when somebody came in
 * between. Throws NotFound, Forbidden or Conflict.
 */
export async function undoOperation(actor: Actor, input: z.input<typeof UndoOperationInput>) {
  const asked = UndoOperationInput.parse(input);
  return actor.transaction(async (tx) => {
    const done = await lockOperation(tx, asked.operation);
    const tickets = await lockKept(tx, await listKept(tx, done));
    const rights = await getRights(tx);
    for (const { read } of tickets) authorizeTicket(rights, done.kind === "move" ? "move" : "merge", read);
    if (done.kind === "split") await unsplit(tx, done, tickets);
    else for (const { read, kept } of tickets) await undoOne(tx, done, read, kept);
    await markUndone(tx, done);
    return { operation: done.id, tickets: tickets.map(({ read }) => read.reference) };
  });
}

/** In one order, as they were locked to be done. */
async function lockKept(tx: Transaction, kept: KeptTicket[]) {
  const locked: { read: Ticket; kept: KeptTicket }[] = [];
  for (const one of kept) locked.push({ read: await lockEvenMerged(tx, one.ticketId), kept: one });
  return locked;
}

/** The one that took the threads may have lived on: only what it was given leaves it. */
async function undoOne(tx: Transaction, done: Kept, read: Ticket, kept: KeptTicket) {
  const { before, versionAfter } = kept;
  const took = done.kind === "merge" && before.columns === undefined;
  if (!took && read.version !== versionAfter) throw new Conflict("changed-since", read, { reference: read.reference });
  const back = before.columns?.projectId;
  if (typeof back === "string") authorizeTicket(await getRights(tx), "move", { ...read, projectId: back });
  await restoreTicket(tx, read, kept, read.mergedIntoId);
}

async function markUndone(tx: Transaction, { workspaceId, id }: Kept) {
  const now = { undoneAt: sql`now()` as never };
  await tx
    .update(operationTicket)
    .set(now)
    .where(
      and(
        eq(operationTicket.workspaceId, workspaceId),
        eq(operationTicket.operationId, id),
        isNull(operationTicket.refusal),
      ),
    );
  await tx
    .update(operation)
    .set(now)
    .where(and(eq(operation.workspaceId, workspaceId), eq(operation.id, id)));
}
