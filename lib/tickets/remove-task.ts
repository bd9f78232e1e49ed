import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { task } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { lockTask } from "./task-queries";

export const RemoveTaskInput = z.strictObject({ task: z.guid() });

/** Takes a task off its list; the journal keeps that it was there. Throws NotFound or Forbidden. */
export async function removeTask(actor: Actor, input: z.input<typeof RemoveTaskInput>) {
  const asked = RemoveTaskInput.parse(input);
  await actor.transaction(async (tx) => {
    const { ticket, read } = await lockTask(tx, asked.task);
    authorizeTicket(await getRights(tx), "change", ticket);
    await tx
      .update(task)
      .set({ removedAt: sql`now()` as never })
      .where(and(eq(task.workspaceId, read.workspaceId), eq(task.id, read.id)));
    await recordEvent(tx, {
      type: "task.removed",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: { taskId: read.id, list: read.list, title: read.title },
    });
  });
}
