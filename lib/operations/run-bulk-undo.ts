import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { operation, operationTicket } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Refusal } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { JobPayloads } from "@/lib/jobs/job";
import { type Actor, personActor, type Transaction } from "@/lib/tenancy/actor";
import { lockTickets, type Ticket } from "@/lib/tickets/ticket-queries";
import type { Refused } from "./bulk";
import type { KeptTicket } from "./operation-queries";
import { restoreTicket } from "./restore-ticket";
import type { AskedBulk } from "./run-bulk-edit";

const atOnce = 25;

/** Undoes a bulk edit as its author, some tickets at a time; one that cannot be put back says why, and hinders no other. */
export async function runBulkUndo({ accountId, batchId }: JobPayloads["undo-bulk-edit"]) {
  const operations = await personActor(accountId, "worker").transaction((tx) =>
    tx.select().from(operation).where(eq(operation.batchId, batchId)).orderBy(asc(operation.id)),
  );
  for (const { workspaceId, id, asked } of operations) {
    const actor = personActor(accountId, (asked as AskedBulk).door);
    const key = { workspaceId, id };
    while (await undoSome(actor, key, atOnce).catch(() => undoSome(actor, key, 1, true)));
    await actor.transaction((tx) =>
      tx
        .update(operation)
        .set({ done: sql`${operation.total}` })
        .where(ofKey(key)),
    );
  }
}

type Key = { workspaceId: string; id: string };

/** Whether there may be more to do. `alone`: what the database itself refuses is the ticket's own fault, and is said. */
async function undoSome(actor: Actor, key: Key, most: number, alone = false): Promise<boolean> {
  let first: string | undefined;
  try {
    return await actor.transaction(async (tx) => {
      const kept = await takeDone(tx, key, most);
      first = kept[0]?.ticketId;
      const tickets = new Map(
        (
          await lockTickets(
            tx,
            kept.map(({ ticketId }) => ticketId),
          )
        ).map((ticket) => [ticket.id, ticket]),
      );
      for (const one of kept) {
        const why = await undoOne(tx, tickets.get(one.ticketId)!, one);
        await settle(tx, key, one.ticketId, why);
      }
      await tx
        .update(operation)
        .set({ done: sql`least(${operation.total}, ${operation.done} + ${kept.length})` })
        .where(ofKey(key));
      return kept.length > 0;
    });
  } catch (error) {
    if (!alone || !first || !wantsApproval(error)) throw error;
    const ticketId = first;
    await actor.transaction((tx) => settle(tx, key, ticketId, { code: "undo-needs-approval", details: {} }));
    return true;
  }
}

async function takeDone(tx: Transaction, { workspaceId, id }: Key, most: number): Promise<KeptTicket[]> {
  await tx.select({ id: operation.id }).from(operation).where(ofKey({ workspaceId, id })).for("update");
  const rows = await tx
    .select()
    .from(operationTicket)
    .where(
      and(
        eq(operationTicket.workspaceId, workspaceId),
        eq(operationTicket.operationId, id),
        gt(operationTicket.versionAfter, 0),
        isNull(operationTicket.undoneAt),
        isNull(operationTicket.refusal),
      ),
    )
    .orderBy(asc(operationTicket.ticketId))
    .limit(most);
  return rows as KeptTicket[];
}

async function undoOne(tx: Transaction, read: Ticket, kept: KeptTicket): Promise<Refused | null> {
  try {
    const { reference } = read;
    if (read.version !== kept.versionAfter) throw new Conflict("changed-since", null, { reference });
    const rights = await getRights(tx);
    authorizeTicket(rights, "change", read);
    const { projectId = read.projectId } = kept.before.columns ?? {};
    authorizeTicket(rights, "move", { ...read, projectId: String(projectId) });
    await restoreTicket(tx, read, kept);
    return null;
  } catch (error) {
    // After what the database itself refuses, nothing more can be written in this transaction.
    if (error instanceof Refusal && !wantsApproval(error)) return { code: error.code, details: error.details };
    throw error;
  }
}

async function settle(tx: Transaction, { workspaceId, id }: Key, ticketId: string, why: Refused | null) {
  await tx
    .update(operationTicket)
    .set(why ? { refusal: JSON.stringify(why) } : { undoneAt: sql`now()` as never })
    .where(
      and(
        eq(operationTicket.workspaceId, workspaceId),
        eq(operationTicket.operationId, id),
        eq(operationTicket.ticketId, ticketId),
      ),
    );
}

/** PostgreSQL keeps the statuses that want an approval, whoever writes. */
function wantsApproval(error: unknown): boolean {
  return error instanceof Refusal && error.code === "approval-missing";
}

function ofKey({ workspaceId, id }: Key) {
  return and(eq(operation.workspaceId, workspaceId), eq(operation.id, id));
}
