import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { task } from "@/db/schema";
import { mayCompleteTask } from "@/lib/access/ability";
import { Forbidden } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getTask, lockTask } from "./task-queries";

export const CompleteTaskInput = z.strictObject({
  task: z.guid(),
  /** False: it is to be done again. */
  done: z.boolean().default(true),
});

/** Says that a task is done, or that it is not; said twice, it is said once. Throws NotFound or Forbidden. */
export async function completeTask(actor: Actor, input: z.input<typeof CompleteTaskInput>) {
  const asked = CompleteTaskInput.parse(input);
  return actor.transaction(async (tx) => {
    const { ticket, read } = await lockTask(tx, asked.task);
    if (!mayCompleteTask(await getRights(tx), ticket, read)) throw new Forbidden();
    if ((read.doneAt !== null) === asked.done) return read;
    await tx
      .update(task)
      .set(asked.done ? { doneAt: sql`now()` as never, doneBy: actor.accountId } : { doneAt: null, doneBy: null })
      .where(and(eq(task.workspaceId, read.workspaceId), eq(task.id, read.id)));
    await recordEvent(tx, {
      type: asked.done ? "task.completed" : "task.reopened",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: { taskId: read.id, list: read.list, title: read.title },
    });
    return getTask(tx, read.id);
  });
}
