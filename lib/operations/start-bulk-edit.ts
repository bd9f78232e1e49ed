import { sql } from "drizzle-orm";
import type { z } from "zod";
import { operation } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { BulkEditInput } from "./bulk";
import { readSelection } from "./bulk-selection-queries";

/**
 * Lays a bulk edit down, one operation for each workspace, and has it run: whoever closes his browser loses nothing. Gives the batch, by
 * which its progress is asked. Throws Invalid.
 */
export async function startBulkEdit(actor: Actor, input: z.input<typeof BulkEditInput>, timeZone?: string) {
  const { selection, changes } = BulkEditInput.parse(input);
  return actor.transaction(async (tx) => {
    const { tickets, missing } = await readSelection(tx, selection, timeZone);
    const spaces = Map.groupBy(tickets, ({ workspaceId }) => workspaceId);
    if (spaces.size === 0) throw new Invalid("no-ticket-there", "selection");
    const batch = newIdentifier();
    let unknown = missing;
    for (const [workspaceId, chosen] of spaces) {
      const id = newIdentifier();
      await tx.insert(operation).values({
        workspaceId,
        id,
        batchId: batch,
        kind: "bulk",
        accountId: actor.accountId!,
        // What was named and is not there is told once.
        asked: { changes, door: actor.door, missing: unknown },
        total: chosen.length,
      });
      unknown = [];
      await layTickets(tx, workspaceId, id, chosen);
    }
    await enqueueJob(tx, "run-bulk-edit", { accountId: actor.accountId!, batchId: batch });
    return { batch, total: tickets.length + missing.length };
  });
}

function layTickets(tx: Transaction, workspaceId: string, operationId: string, chosen: { id: string }[]) {
  const ids = sql.param(chosen.map(({ id }) => id));
  return tx.execute(sql`insert into operation_ticket (workspace_id, operation_id, ticket_id)
    select ${workspaceId}, ${operationId}, id from unnest(${ids}::uuid[]) id`);
}
