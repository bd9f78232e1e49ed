import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;
let ticket: string;

const nadia = () => world.actor("nadia@titulaire.example");
const camille = () => world.actor("camille@culture.example");
const ines = () => world.actor("ines@culture.example");
const jules = () => world.actor("jules@culture.example");
const rachid = () => world.actor("rachid@efs.example");

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
});
afterAll(() => world.close());
beforeEach(async () => {
  ticket = (await verbs.openTicket(ines(), { project: "PORTAIL", title: "Refondre l’accueil", message: "Voilà." }))
    .reference;
});

async function loadVerbs() {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { addTask } = await import("@/lib/tickets/add-task");
  const { changeTask } = await import("@/lib/tickets/change-task");
  const { completeTask } = await import("@/lib/tickets/complete-task");
  const { moveTask } = await import("@/lib/tickets/move-task");
  const { removeTask } = await import("@/lib/tickets/remove-task");
  const { listTasks } = await import("@/lib/tickets/task-queries");
  const { getTicket } = await import("@/lib/tickets/ticket-queries");
  const { listEvents } = await import("@/lib/tickets/thread-queries");
  return { openTicket, addTask, changeTask, completeTask, moveTask, removeTask, listTasks, getTicket, listEvents };
}

const tasksOf = (actor = nadia()) =>
  actor.transaction(async (tx) => verbs.listTasks(tx, await verbs.getTicket(tx, ticket)));
const titles = async () => (await tasksOf()).map(({ title }) => title);
const lines = () =>
  nadia().transaction(async (tx) => {
    const events = await verbs.listEvents(tx, await verbs.getTicket(tx, ticket), { limit: 50 });
    return events.map(({ type }) => type).filter((type) => type.startsWith("task."));
  });

test("tasks keep their order, are put elsewhere and taken away, each deed leaving its line", async () => {
  const [a, b, c] = [
    await verbs.addTask(nadia(), { ticket, title: "A" }),
    await verbs.addTask(nadia(), { ticket, title: "B" }),
    await verbs.addTask(nadia(), { ticket, title: "C" }),
  ];
  expect(await titles()).toEqual(["A", "B", "C"]);
  await verbs.moveTask(nadia(), { task: c.id, place: 1 });
  expect(await titles()).toEqual(["C", "A", "B"]);
  await verbs.moveTask(nadia(), { task: c.id, place: 99 });
  expect(await titles()).toEqual(["A", "B", "C"]);
  await verbs.removeTask(nadia(), { task: b.id });
  expect(await titles()).toEqual(["A", "C"]);
  await expect(verbs.completeTask(nadia(), { task: b.id })).rejects.toThrow("unknown-task");
  await verbs.changeTask(nadia(), { task: a.id, title: "A bis", dueOn: "2026-12-01" });
  await verbs.changeTask(nadia(), { task: a.id, title: "A bis" });
  expect(await tasksOf()).toMatchObject([{ title: "A bis", dueOn: "2026-12-01" }, { title: "C" }]);
  expect(await lines()).toEqual([
    ...Array(3).fill("task.added"),
    ...["task.moved", "task.moved", "task.removed", "task.changed"],
  ]);
});

test("a task that is done says by whom, and can be done again", async () => {
  const { id } = await verbs.addTask(nadia(), { ticket, title: "Vérifier" });
  await verbs.completeTask(nadia(), { task: id });
  await verbs.completeTask(nadia(), { task: id });
  expect((await tasksOf())[0]).toMatchObject({ doneByName: world.account("nadia@titulaire.example").name });
  await verbs.completeTask(nadia(), { task: id, done: false });
  expect((await tasksOf())[0]).toMatchObject({ doneAt: null, doneBy: null });
  expect(await lines()).toEqual(["task.added", "task.completed", "task.reopened"]);
});

test("whoever is given a task reads the ticket from then on, and says when it is done, but no more than that", async () => {
  await expect(tasksOf(jules())).rejects.toThrow("not-found");
  const mine = await verbs.addTask(nadia(), { ticket, title: "À jules", assignee: "jules@culture.example" });
  const other = await verbs.addTask(nadia(), { ticket, title: "À personne" });
  expect(await tasksOf(jules())).toHaveLength(2);
  await verbs.completeTask(jules(), { task: mine.id });
  await expect(verbs.completeTask(jules(), { task: other.id })).rejects.toThrow("forbidden");
  await expect(verbs.changeTask(jules(), { task: mine.id, title: "Autre" })).rejects.toThrow("forbidden");
  await expect(verbs.removeTask(jules(), { task: mine.id })).rejects.toThrow("forbidden");
});

test("who only reads the ticket sees its tasks and changes none; for anybody else none exists", async () => {
  const { id } = await verbs.addTask(nadia(), { ticket, title: "Vérifier" });
  expect(await tasksOf(ines())).toHaveLength(1);
  for (const reader of [ines(), camille()]) {
    await expect(verbs.addTask(reader, { ticket, title: "Non" })).rejects.toThrow("forbidden");
    await expect(verbs.completeTask(reader, { task: id })).rejects.toThrow("forbidden");
    await expect(verbs.moveTask(reader, { task: id, place: 1 })).rejects.toThrow("forbidden");
  }
  for (const stranger of [jules(), rachid()])
    await expect(verbs.completeTask(stranger, { task: id })).rejects.toThrow("unknown-task");
  await expect(verbs.addTask(nadia(), { ticket, title: "Non", assignee: "rachid@efs.example" })).rejects.toThrow(
    "not-a-member",
  );
});

test("two people who add at once are both kept, one after the other", async () => {
  await Promise.all(["A", "B", "C", "D"].map((title) => verbs.addTask(nadia(), { ticket, title })));
  const tasks = await tasksOf();
  expect(tasks.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
});
