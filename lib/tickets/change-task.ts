import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { task } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { giveTask } from "./give-task";
import { TaskWords } from "./task";
import { getTask, lockTask } from "./task-queries";

export const ChangeTaskInput = TaskWords.partial().extend({ task: z.guid() });

/** Changes what a task says, who does it and for when. Throws NotFound, Forbidden or Invalid. */
export async function changeTask(actor: Actor, input: z.input<typeof ChangeTaskInput>) {
  const asked = ChangeTaskInput.parse(input);
  return actor.transaction(async (tx) => {
    const { ticket, read } = await lockTask(tx, asked.task);
    authorizeTicket(await getRights(tx), "change", ticket);
    const wanted = {
      title: asked.title ?? read.title,
      dueOn: asked.dueOn === undefined ? read.dueOn : asked.dueOn,
      assigneeId:
        asked.assignee === undefined
          ? read.assigneeId
          : asked.assignee && asked.assignee !== read.assigneeMail
            ? await giveTask(tx, ticket, asked.assignee)
            : asked.assignee && read.assigneeId,
    };
    const changed = (["title", "dueOn", "assigneeId"] as const).filter((name) => wanted[name] !== read[name]);
    if (changed.length === 0) return read;
    await tx
      .update(task)
      .set(wanted)
      .where(and(eq(task.workspaceId, read.workspaceId), eq(task.id, read.id)));
    await recordEvent(tx, {
      type: "task.changed",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: {
        taskId: read.id,
        ...Object.fromEntries(changed.map((name) => [name, [read[name], wanted[name]]])),
        task: wanted.title,
      },
    });
    return getTask(tx, read.id);
  });
}
