import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { task } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { placeTask } from "./task";
import { getTask, listTaskPlaces, lockTask, mostTasks } from "./task-queries";

export const MoveTaskInput = z.strictObject({
  task: z.guid(),
  /** Counted from 1, within its list; past the end is the end. */
  place: z.int().min(1).max(mostTasks),
});

/** Puts a task at another place of its list. Throws NotFound or Forbidden. */
export async function moveTask(actor: Actor, input: z.input<typeof MoveTaskInput>) {
  const asked = MoveTaskInput.parse(input);
  return actor.transaction(async (tx) => {
    const { ticket, read } = await lockTask(tx, asked.task);
    authorizeTicket(await getRights(tx), "change", ticket);
    const before = await listTaskPlaces(tx, ticket, read.list);
    const after = placeTask(before, read.id, asked.place);
    if (after.every(({ id }, at) => id === before[at]!.id)) return read;
    for (const [at, { id, position }] of after.entries())
      if (position !== at + 1)
        await tx
          .update(task)
          .set({ position: at + 1 })
          .where(and(eq(task.workspaceId, ticket.workspaceId), eq(task.id, id)));
    await recordEvent(tx, {
      type: "task.moved",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: { taskId: read.id, list: read.list, title: read.title, order: after.map(({ id }) => id) },
    });
    return getTask(tx, read.id);
  });
}
