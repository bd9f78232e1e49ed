import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { operation } from "@/db/schema";
import { Conflict, NotFound } from "@/lib/access/refusals";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Actor } from "@/lib/tenancy/actor";
import { lockOperation } from "./operation-queries";

export const UndoBulkEditInput = z.strictObject({ batch: z.guid() });

/** Has a bulk edit undone for its author, ticket by ticket; those on which somebody came in between are left alone. Throws NotFound or Conflict. */
export async function undoBulkEdit(actor: Actor, input: z.input<typeof UndoBulkEditInput>) {
  const { batch } = UndoBulkEditInput.parse(input);
  return actor.transaction(async (tx) => {
    const done = await tx.select({ id: operation.id }).from(operation).where(eq(operation.batchId, batch));
    if (done.length === 0) throw new NotFound("unknown-operation");
    for (const { id } of done) {
      const kept = await lockOperation(tx, id);
      if (kept.kind !== "bulk" || kept.finishedAt === null) throw new Conflict("not-finished");
    }
    // From now on it is being undone: it counts anew.
    await tx
      .update(operation)
      .set({ undoneAt: sql`now()` as never, done: 0 })
      .where(and(eq(operation.batchId, batch), isNull(operation.undoneAt)));
    await enqueueJob(tx, "undo-bulk-edit", { accountId: actor.accountId!, batchId: batch });
    return { batch };
  });
}
