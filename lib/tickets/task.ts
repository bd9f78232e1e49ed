import { z } from "zod";
import { TicketTitle } from "./ticket";
import { day } from "./ticket-filter";

/** What is to be done on a ticket, and for a change how it is carried out and taken back. */
export const taskLists = ["tasks", "implementation", "rollback"] as const;
export type TaskList = (typeof taskLists)[number];

/** What one says of a task. */
export const TaskWords = z.strictObject({
  title: TicketTitle,
  /** The mail address of the member who does it; null for nobody in particular. */
  assignee: z.string().max(254).nullable().optional(),
  dueOn: day.nullable().optional(),
});

/** The tasks of a list with one of them put at a place, counted from 1; past the end is the end. */
export function placeTask<Task extends { id: string }>(tasks: Task[], id: string, place: number): Task[] {
  const moved = tasks.find((task) => task.id === id);
  if (!moved) return tasks;
  const others = tasks.filter((task) => task.id !== id);
  return [...others.slice(0, place - 1), moved, ...others.slice(place - 1)];
}
