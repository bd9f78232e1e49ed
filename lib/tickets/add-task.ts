import { z } from "zod";
import { task } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { giveTask } from "./give-task";
import { TaskWords, taskLists } from "./task";
import { getTask, listTaskPlaces, mostTasks } from "./task-queries";
import { TicketReference } from "./ticket";
import { lockTicket } from "./ticket-queries";

export const AddTaskInput = TaskWords.extend({ ticket: TicketReference, list: z.enum(taskLists).default("tasks") });

/** Adds a task at the end of a list of a ticket; whoever it is given to takes part from then on. Throws NotFound, Forbidden or Invalid. */
export async function addTask(actor: Actor, input: z.input<typeof AddTaskInput>) {
  const asked = AddTaskInput.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "change", ticket);
    const others = await listTaskPlaces(tx, ticket, asked.list);
    if (others.length >= mostTasks) throw new Conflict("too-many-tasks", null, { most: mostTasks });
    const assigneeId = asked.assignee ? await giveTask(tx, ticket, asked.assignee) : null;
    const id = newIdentifier();
    await tx.insert(task).values({
      workspaceId: ticket.workspaceId,
      id,
      ticketId: ticket.id,
      list: asked.list,
      position: (others.at(-1)?.position ?? 0) + 1,
      title: asked.title,
      assigneeId,
      dueOn: asked.dueOn,
      createdBy: actor.accountId,
    });
    await recordEvent(tx, {
      type: "task.added",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: { taskId: id, list: asked.list, title: asked.title, assigneeId, dueOn: asked.dueOn ?? null },
    });
    return getTask(tx, id);
  });
}
