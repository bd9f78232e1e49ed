import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

const load = async () => ({
  ...(await import("@/lib/items/create-item-type")),
  ...(await import("@/lib/items/change-item-type")),
  ...(await import("@/lib/items/put-item-field")),
  ...(await import("@/lib/items/create-relation-type")),
  ...(await import("@/lib/items/change-relation-type")),
  ...(await import("@/lib/items/create-item")),
  ...(await import("@/lib/items/relate-items")),
  ...(await import("@/lib/items/impact-queries")),
});

const culture = { workspace: "culture" };

test("an administrator adds a type with its fields; items of it are judged by them, there and nowhere else", async () => {
  const verbs = await load();
  const [admin, nadia] = [world.actor("admin@guichet.example"), world.actor("nadia@titulaire.example")];
  const labels = { labelFr: "Baie de stockage", labelEn: "Storage bay" };
  const type = await verbs.createItemType(admin, { ...culture, ...labels, remindDays: [10, 90, 10] });
  expect(type).toMatchObject({ code: "baie-de-stockage", remindDays: [90, 10] });
  await expect(verbs.createItemType(admin, { ...culture, ...labels })).rejects.toMatchObject({
    code: "item-type-taken",
  });
  const field = { ...culture, ofType: type.code, labelFr: "Capacité", labelEn: "Capacity", required: true };
  await verbs.putItemField(admin, { ...field, type: "number" });
  await expect(verbs.putItemField(admin, { ...field, type: "number" })).rejects.toMatchObject({ code: "field-taken" });
  await expect(verbs.putItemField(admin, { ...field, code: "capacite", type: "text" })).rejects.toMatchObject({
    code: "field-keeps-its-type",
  });
  const item = { ...culture, type: type.code, name: "baie-1" };
  await expect(verbs.createItem(nadia, item)).rejects.toThrow("capacite");
  expect(await verbs.createItem(nadia, { ...item, values: { capacite: 40 } })).toMatchObject({ name: "baie-1" });
  await expect(verbs.createItem(nadia, { ...item, workspace: "efs", values: {} })).rejects.toMatchObject({
    status: 404,
  });
  await verbs.changeItemType(admin, { ...culture, type: type.code, archived: true });
  await expect(verbs.createItem(nadia, { ...item, values: { capacite: 1 } })).rejects.toMatchObject({ status: 404 });
  await expect(verbs.changeItemType(nadia, { ...culture, type: type.code, archived: false })).rejects.toMatchObject({
    status: 403,
  });
  await expect(verbs.changeItemType(admin, { ...culture, type: "server", archived: true })).rejects.toMatchObject({
    code: "unknown-item-type",
  });
});

test("a relation type says which way an outage travels, and what it says anew holds for its relations at once", async () => {
  const verbs = await load();
  const [admin, nadia] = [world.actor("admin@guichet.example"), world.actor("nadia@titulaire.example")];
  const words = { labelFr: "alimente", labelEn: "feeds", reverseFr: "est alimenté par", reverseEn: "is fed by" };
  const type = await verbs.createRelationType(admin, { ...culture, ...words, impact: "none" });
  const lay = async (name: string) => (await verbs.createItem(nadia, { ...culture, type: "server", name })).id;
  const [from, to] = [await lay("onduleur"), await lay("alimenté")];
  await verbs.relateItems(nadia, { from, type: type.code, to });
  const reached = () =>
    nadia.transaction(async (tx) => (await verbs.readImpact(tx, { itemId: from, direction: "down" })).total);
  expect(await reached()).toBe(0);
  await verbs.changeRelationType(admin, { ...culture, type: type.code, impact: "forward" });
  expect(await reached()).toBe(1);
  await expect(verbs.changeRelationType(nadia, { ...culture, type: type.code, impact: "none" })).rejects.toMatchObject({
    status: 403,
  });
  await verbs.changeRelationType(admin, { ...culture, type: type.code, archived: true });
  await expect(verbs.relateItems(nadia, { from: to, type: type.code, to: from })).rejects.toMatchObject({
    code: "unknown-relation-type",
  });
});
