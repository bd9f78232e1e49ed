import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { operation, operationTicket } from "@/db/schema";
import type { JobPayloads } from "@/lib/jobs/job";
import { type Actor, type Door, personActor, type Transaction } from "@/lib/tenancy/actor";
import { lockTickets } from "@/lib/tickets/ticket-queries";
import { type Applied, applyEdits } from "./apply-edits";
import type { BulkChanges, Refused } from "./bulk";
import { readEditFacts } from "./edit-facts";
import { changesNothing, type Edit, judgeEdit } from "./judge-edit";

/** What a bulk edit was asked. */
export interface AskedBulk {
  changes: BulkChanges;
  door: Door;
  missing: string[];
}

const atOnce = 100;

/** Carries a bulk edit out as its author, some tickets at a time, each judged as it then stands; taken again, it goes on. */
export async function runBulkEdit({ accountId, batchId }: JobPayloads["run-bulk-edit"]) {
  const directory = personActor(accountId, "worker");
  const operations = await directory.transaction((tx) =>
    tx
      .select()
      .from(operation)
      .where(and(eq(operation.batchId, batchId), isNull(operation.finishedAt)))
      .orderBy(asc(operation.id)),
  );
  for (const { workspaceId, id, asked } of operations) {
    const { changes, door } = asked as AskedBulk;
    const actor = personActor(accountId, door);
    while (await runSome(actor, { workspaceId, id }, changes));
  }
}

type Key = { workspaceId: string; id: string };

/** Whether there may be more to do. */
function runSome(actor: Actor, key: Key, changes: BulkChanges): Promise<boolean> {
  return actor.transaction(async (tx) => {
    const ids = await takePending(tx, key);
    if (ids.length === 0) {
      await tx
        .update(operation)
        .set({ finishedAt: sql`now()` as never, done: sql`${operation.total}` })
        .where(and(ofKey(key), isNull(operation.finishedAt)));
      return false;
    }
    const read = await lockTickets(tx, ids);
    const facts = await readEditFacts(tx, read);
    const edits: Edit[] = [];
    const outcomes: Outcome[] = [];
    for (const ticket of read) {
      const edit = await judgeEdit(tx, facts, ticket, changes);
      if ("code" in edit) outcomes.push({ ticketId: ticket.id, refused: edit });
      else if (changesNothing(edit)) outcomes.push({ ticketId: ticket.id, refused: null });
      else edits.push(edit);
    }
    const applied = await applyEdits(tx, edits);
    for (const { read: ticket } of edits)
      if (!applied.some(({ ticketId }) => ticketId === ticket.id))
        outcomes.push({ ticketId: ticket.id, refused: { code: "forbidden", details: {} } });
    await keepOutcomes(tx, key, applied, outcomes);
    await count(tx, key, ids.length);
    return true;
  });
}

interface Outcome {
  ticketId: string;
  /** Null: it was so already. */
  refused: Refused | null;
}

/** The rows are locked: of two workers that run the same edit, one waits. */
async function takePending(tx: Transaction, { workspaceId, id }: Key): Promise<string[]> {
  await tx.select({ id: operation.id }).from(operation).where(ofKey({ workspaceId, id })).for("update");
  const rows = await tx
    .select({ id: operationTicket.ticketId })
    .from(operationTicket)
    .where(
      and(
        eq(operationTicket.workspaceId, workspaceId),
        eq(operationTicket.operationId, id),
        isNull(operationTicket.versionAfter),
        isNull(operationTicket.refusal),
      ),
    )
    .orderBy(asc(operationTicket.ticketId))
    .limit(atOnce);
  return rows.map((row) => row.id);
}

/** A version of 0 stands for a ticket that was so already: nothing of it is to be undone. */
async function keepOutcomes(tx: Transaction, { workspaceId, id }: Key, applied: Applied[], outcomes: Outcome[]) {
  const rows = [
    ...applied.map(({ ticketId, before, versionAfter }) => ({ ticketId, before, versionAfter, refusal: null })),
    ...outcomes.map(({ ticketId, refused }) => ({
      ...{ ticketId, before: {} },
      versionAfter: refused ? null : 0,
      refusal: refused && JSON.stringify(refused),
    })),
  ];
  await tx.execute(sql`
    update operation_ticket o set before = r.before, version_after = r."versionAfter", refusal = r.refusal
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as r("ticketId" uuid, before jsonb, "versionAfter" integer, refusal text)
     where o.workspace_id = ${workspaceId} and o.operation_id = ${id} and o.ticket_id = r."ticketId"`);
}

async function count(tx: Transaction, key: Key, more: number) {
  await tx
    .update(operation)
    .set({ done: sql`${operation.done} + ${more}` })
    .where(ofKey(key));
}

function ofKey({ workspaceId, id }: Key) {
  return and(eq(operation.workspaceId, workspaceId), eq(operation.id, id));
}
