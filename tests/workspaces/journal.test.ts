import { afterAll, beforeAll, expect, test } from "vitest";
import { createCategory } from "@/lib/workspaces/create-category";
import {
  getJournalPlace,
  JournalFilter,
  listAdministrationLines,
  listJournalPlaces,
} from "@/lib/workspaces/journal-queries";
import { openWorld, type World } from "../world";
import { refused } from "./administration-lines";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const oscar = () => world.actor("oscar@titulaire.example");
const admin = () => world.actor("admin@guichet.example");
const read = (actor: ReturnType<typeof oscar>, workspace: string | undefined, asked: Record<string, string> = {}) =>
  actor.transaction(async (tx) => {
    const place = await getJournalPlace(tx, workspace);
    return listAdministrationLines(tx, place.id, JournalFilter.parse(asked), "Europe/Paris");
  });

test("oscar reads his workspaces' journals, with the names that he may know and no other", async () => {
  const { lines, names } = await read(oscar(), "culture");
  const given = lines.find((line) => line.type === "grant.given")!;
  expect(given.actorName).toBeNull();
  expect(names[String(given.payload.accountId)]).toBe("Paula Ferreira");
  const asAdministrator = (await read(admin(), "culture")).lines.find(({ id }) => id === given.id)!;
  expect(asAdministrator.actorName).toBe("Adèle Moreau");
  expect(lines.some((line) => line.type.startsWith("ticket."))).toBe(false);
});

test("nadia has no journal, oscar not the platform's, and for camille the EFS's does not exist", async () => {
  expect(await world.actor("nadia@titulaire.example").transaction(listJournalPlaces)).toEqual([]);
  await expect(read(world.actor("nadia@titulaire.example"), "culture")).rejects.toMatchObject(refused("forbidden"));
  await expect(read(oscar(), undefined)).rejects.toMatchObject(refused("forbidden"));
  await expect(read(world.actor("camille@culture.example"), "efs")).rejects.toMatchObject(refused("unknown-workspace"));
});

test("the journal is narrowed to a type and to days, and a filter that makes no sense is passed over", async () => {
  const types = async (asked: Record<string, string>) =>
    new Set((await read(oscar(), "culture", asked)).lines.map((line) => line.type));
  expect(await types({ type: "membership.given" })).toEqual(new Set(["membership.given"]));
  expect(await types({ until: "2001-01-01" })).toEqual(new Set());
  expect((await types({ from: "2001-01-01" })).size).toBeGreaterThan(2);
  expect(await types({ type: "'; drop table event", from: "hier", before: "-1" })).toEqual(await types({}));
});

test("pages follow each other without a gap", async () => {
  for (let n = 1; n <= 45; n++)
    await createCategory(admin(), { workspace: "efs", labelFr: `Typologie ${n}`, labelEn: `Category ${n}` });
  const first = await read(oscar(), "efs");
  expect(first.lines).toHaveLength(50);
  const second = await read(oscar(), "efs", { before: String(first.next) });
  const sequences = [...first.lines, ...second.lines].map((line) => line.sequence);
  expect(sequences).toEqual(sequences.map((_, index) => sequences[0]! - index));
  expect(sequences.at(-1)).toBe(1);
  expect(second.next).toBeNull();
});
