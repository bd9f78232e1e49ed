import { afterAll, beforeAll, expect, test } from "vitest";
import { getSetting } from "@/lib/settings/setting-queries";
import { openTicket } from "@/lib/tickets/open-ticket";
import { listCategories } from "@/lib/workspaces/category-queries";
import { changeCategory } from "@/lib/workspaces/change-category";
import { changePriorityMatrix } from "@/lib/workspaces/change-priority-matrix";
import { changeSetting } from "@/lib/workspaces/change-setting";
import { createCategory } from "@/lib/workspaces/create-category";
import { orderCategories } from "@/lib/workspaces/order-categories";
import { defaultPriorityMatrix } from "@/lib/workspaces/priority-matrix";
import { getProject, listContacts } from "@/lib/workspaces/project-queries";
import { setContacts } from "@/lib/workspaces/set-contacts";
import { openWorld, type World } from "../world";
import { linesOf, refused } from "./administration-lines";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const admin = () => world.actor("admin@guichet.example");
const oscar = () => world.actor("oscar@titulaire.example");
const rachid = () => world.actor("rachid@efs.example");
const codesOf = async (workspace: string) =>
  (await admin().transaction((tx) => listCategories(tx, world.workspace(workspace).id)))
    .filter((row) => row.archivedAt === null)
    .map((row) => row.code);

test("a category is added at the end, relabelled, moved, and leaves its lines", async () => {
  const created = await createCategory(admin(), { workspace: "efs", labelFr: "Évolution mineure", labelEn: "Minor" });
  expect(created.code).toBe("evolution-mineure");
  await changeCategory(admin(), { workspace: "efs", code: created.code, labelFr: "Petite évolution" });
  const before = await codesOf("efs");
  const wanted = [created.code, ...before.slice(0, -1)];
  await orderCategories(admin(), { workspace: "efs", codes: wanted });
  expect(await codesOf("efs")).toEqual(wanted);
  const [ordered, changed, added] = await linesOf(world, "efs");
  expect(added).toMatchObject({ type: "category.created", payload: { code: "evolution-mineure" } });
  expect(changed!.payload).toMatchObject({ changed: { labelFr: ["Évolution mineure", "Petite évolution"] } });
  expect(ordered!.payload).toMatchObject({ changed: { order: [before, wanted] } });
});

test("an archived category can no longer be chosen, and can come back", async () => {
  await changeCategory(admin(), { workspace: "culture", code: "access", archived: true });
  const asked = { project: "PORTAIL", title: "Un accès", message: "Bonjour", category: "access" };
  const ines = world.actor("ines@culture.example");
  await expect(openTicket(ines, asked)).rejects.toMatchObject(refused("unknown-category"));
  await changeCategory(admin(), { workspace: "culture", code: "access", archived: false });
  expect((await openTicket(ines, asked)).categoryCode).toBe("access");
});

test("an order made on another list is refused", async () => {
  const codes = await codesOf("culture");
  await expect(orderCategories(admin(), { workspace: "culture", codes: codes.slice(1) })).rejects.toMatchObject(
    refused("stale"),
  );
  await expect(
    orderCategories(admin(), { workspace: "culture", codes: [...codes.slice(1), codes[1]!] }),
  ).rejects.toMatchObject(refused("stale"));
});

test("two categories of one name added at once are one", async () => {
  const asked = { workspace: "culture", labelFr: "Formation", labelEn: "Training" };
  const outcomes = await Promise.allSettled([createCategory(admin(), asked), createCategory(admin(), asked)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("new tickets take their priority from the changed matrix", async () => {
  const matrix = defaultPriorityMatrix.map((row) => [...row]);
  matrix[2]![2] = 1;
  await changePriorityMatrix(admin(), { workspace: "culture", matrix, seen: defaultPriorityMatrix });
  const opened = await openTicket(world.actor("ines@culture.example"), {
    project: "PORTAIL",
    title: "Selon la grille",
    message: "Bonjour",
  });
  expect(opened.priority).toBe(1);
  const [line] = await linesOf(world, "culture");
  expect(line!.type).toBe("priorityMatrix.changed");
  const stale = changePriorityMatrix(admin(), {
    workspace: "culture",
    matrix: defaultPriorityMatrix,
    seen: defaultPriorityMatrix,
  });
  await expect(stale).rejects.toMatchObject({ code: "stale", current: matrix });
});

test("of two matrices drawn from the same one, the second is refused", async () => {
  const asked = (value: number) =>
    changePriorityMatrix(admin(), {
      workspace: "inrap",
      matrix: defaultPriorityMatrix.map((row) => row.map(() => value)),
      seen: defaultPriorityMatrix,
    });
  const outcomes = await Promise.allSettled([asked(1), asked(2)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("the contacts of a project are replaced, and the journal holds none of their names", async () => {
  const contact = { role: "moe" as const, name: "Studio Orme", mail: "Moe@Orme.example", phone: "" };
  const contacts = await setContacts(admin(), { project: "DON", contacts: [contact] });
  expect(contacts).toMatchObject([{ name: "Studio Orme", mail: "moe@orme.example", phone: null }]);
  const [line] = await linesOf(world, "efs");
  expect(line!.type).toBe("project.changed");
  expect(JSON.stringify(line)).not.toContain("Orme");
  const seenBy = async (mail: string) =>
    world.actor(mail).transaction(async (tx) => listContacts(tx, await getProject(tx, "PORTAIL")));
  expect((await seenBy("camille@culture.example")).length).toBeGreaterThan(0);
  expect(await seenBy("ines@culture.example")).toEqual([]);
});

test("oscar manages people, not settings; for rachid the culture's do not exist", async () => {
  const codes = await codesOf("culture");
  const attempts = [
    (actor: typeof oscar) => createCategory(actor(), { workspace: "culture", labelFr: "À", labelEn: "A" }),
    (actor: typeof oscar) => changeCategory(actor(), { workspace: "culture", code: "access", labelFr: "À" }),
    (actor: typeof oscar) => orderCategories(actor(), { workspace: "culture", codes }),
    (actor: typeof oscar) => changePriorityMatrix(actor(), { workspace: "culture", matrix: defaultPriorityMatrix }),
    (actor: typeof oscar) => setContacts(actor(), { project: "PORTAIL", contacts: [] }),
  ];
  for (const attempt of attempts) {
    await expect(attempt(oscar)).rejects.toMatchObject({ status: 403 });
    await expect(attempt(rachid)).rejects.toMatchObject({ status: 404 });
  }
});

test("a platform administrator sets the instance, anybody reads it, and a value that makes no sense is refused", async () => {
  await changeSetting(admin(), { key: "mail.trustedRelays", value: ["127.0.0.0/8", "2001:db8::/32", "192.0.2.7"] });
  const read = await rachid().transaction((tx) => getSetting(tx, "mail.trustedRelays"));
  expect(read).toContain("192.0.2.7");
  const [line] = await linesOf(world, "platform");
  expect(line).toMatchObject({ type: "setting.changed", payload: { key: "mail.trustedRelays" } });
  for (const value of [["not an address"], ["10.0.0.0/33"], ["10.0.0.0/8/8"], ["::1/129"], "127.0.0.1"])
    await expect(changeSetting(admin(), { key: "mail.trustedRelays", value: value as string[] })).rejects.toThrow();
  await expect(changeSetting(oscar(), { key: "files.maximumSize", value: 1024 ** 3 })).rejects.toMatchObject(
    refused("forbidden"),
  );
  await changeSetting(admin(), { key: "files.maximumSize", value: 1024 ** 3 });
  expect(await oscar().transaction((tx) => getSetting(tx, "files.maximumSize"))).toBe(1024 ** 3);
});

test("two settings changed at once leave two lines that follow each other", async () => {
  await Promise.all([
    changeSetting(admin(), { key: "files.maximumSize", value: 5 * 1024 ** 2 }),
    changeSetting(admin(), { key: "files.maximumSize", value: 6 * 1024 ** 2 }),
  ]);
  const [second, first] = await linesOf(world, "platform");
  const values = [first, second].map((line) => (line!.payload as { value: [number, number] }).value);
  expect(values[1]![0]).toBe(values[0]![1]);
});
