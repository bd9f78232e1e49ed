import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { AddTaskInput, addTask } from "@/lib/tickets/add-task";
import { ChangeTaskInput, changeTask } from "@/lib/tickets/change-task";
import { completeTask } from "@/lib/tickets/complete-task";
import { MoveTaskInput, moveTask } from "@/lib/tickets/move-task";
import { removeTask } from "@/lib/tickets/remove-task";
import { taskLists } from "@/lib/tickets/task";
import { getTask, type ListedTask, listTasks } from "@/lib/tickets/task-queries";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { listOf, Moment, momentOrNull, Person, presentPerson } from "./shapes";
import { TicketParams } from "./ticket-shape";

const tag = "tasks";
const TaskParams = z.strictObject({ id: z.guid() });

const TaskShape = z
  .strictObject({
    id: z.string(),
    list: z.enum(taskLists),
    title: z.string(),
    assignee: Person.nullable(),
    dueOn: z.iso.date().nullable(),
    doneAt: Moment.nullable(),
    doneBy: z.string().nullable(),
  })
  .meta({ id: "Task" });

export const list = operation({
  method: "GET",
  path: "/tickets/{reference}/tasks",
  tag,
  summary: {
    fr: "Lister les tâches d’une fiche, liste par liste, dans leur ordre",
    en: "List a ticket’s tasks, list by list, in their order",
  },
  params: TicketParams,
  answer: listOf(TaskShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const tasks = await listTasks(tx, await getTicket(tx, params.reference));
      return { items: tasks.map(presentTask), after: null };
    }),
});

export const add = operation({
  method: "POST",
  path: "/tickets/{reference}/tasks",
  tag,
  summary: { fr: "Ajouter une tâche à une fiche", en: "Add a task to a ticket" },
  params: TicketParams,
  body: AddTaskInput.omit({ ticket: true }),
  answer: TaskShape,
  status: 201,
  run: async ({ actor, params: { reference }, body }) =>
    presentTask(await addTask(actor, { ...body, ticket: reference })),
  location: (task) => `/tasks/${task.id}`,
});

export const get = operation({
  method: "GET",
  path: "/tasks/{id}",
  tag,
  summary: { fr: "Lire une tâche", en: "Read a task" },
  params: TaskParams,
  answer: TaskShape,
  run: async ({ actor, params }) => presentTask(await actor.transaction((tx) => getTask(tx, params.id))),
});

export const change = operation({
  method: "PATCH",
  path: "/tasks/{id}",
  tag,
  summary: { fr: "Changer une tâche, ou sa place dans sa liste", en: "Change a task, or its place in its list" },
  params: TaskParams,
  body: ChangeTaskInput.omit({ task: true }).extend({ place: MoveTaskInput.shape.place.optional() }),
  answer: TaskShape,
  run: async ({ actor, params: { id: task }, body: { place, ...words } }) => {
    const changed = await changeTask(actor, { ...words, task });
    return presentTask(place === undefined ? changed : await moveTask(actor, { task, place }));
  },
});

export const complete = operation({
  method: "POST",
  path: "/tasks/{id}/complete",
  tag,
  summary: { fr: "Dire qu’une tâche est faite", en: "Say that a task is done" },
  params: TaskParams,
  answer: TaskShape,
  run: async ({ actor, params: { id } }) => presentTask(await completeTask(actor, { task: id })),
});

export const reopen = operation({
  method: "POST",
  path: "/tasks/{id}/reopen",
  tag,
  summary: { fr: "Dire qu’une tâche est à refaire", en: "Say that a task is to be done again" },
  params: TaskParams,
  answer: TaskShape,
  run: async ({ actor, params: { id } }) => presentTask(await completeTask(actor, { task: id, done: false })),
});

export const remove = operation({
  method: "DELETE",
  path: "/tasks/{id}",
  tag,
  summary: { fr: "Retirer une tâche", en: "Remove a task" },
  params: TaskParams,
  run: ({ actor, params: { id } }) => removeTask(actor, { task: id }),
});

function presentTask(task: ListedTask): z.input<typeof TaskShape> {
  const { id, list, title, dueOn, doneAt, doneByName } = task;
  const assignee = presentPerson(task.assigneeName, task.assigneeMail);
  return { id, list, title, assignee, dueOn, doneAt: momentOrNull(doneAt), doneBy: doneByName };
}
