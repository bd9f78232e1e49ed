import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

const nadia = () => world.actor("nadia@titulaire.example");
const oscar = () => world.actor("oscar@titulaire.example");
const camille = () => world.actor("camille@culture.example");
const ines = () => world.actor("ines@culture.example");
const rachid = () => world.actor("rachid@efs.example");

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
});
afterAll(() => world.close());

async function loadVerbs() {
  const { createItem } = await import("@/lib/items/create-item");
  const { changeItem } = await import("@/lib/items/change-item");
  const { relateItems } = await import("@/lib/items/relate-items");
  const { endRelation } = await import("@/lib/items/end-relation");
  const { shareItem } = await import("@/lib/items/share-item");
  const { endShare } = await import("@/lib/items/end-share");
  const { linkItem } = await import("@/lib/items/link-item");
  const { unlinkItem } = await import("@/lib/items/unlink-item");
  const { readImpact } = await import("@/lib/items/impact-queries");
  const { listRelations } = await import("@/lib/items/relation-queries");
  const { listItemsOfTicket, listTicketsOfItem } = await import("@/lib/items/ticket-item-queries");
  const { findNamedItems } = await import("@/lib/items/item-queries");
  const { momentOf } = await import("@/lib/items/as-of");
  const { getTicket } = await import("@/lib/tickets/ticket-queries");
  return {
    ...{ createItem, changeItem, relateItems, endRelation, shareItem, endShare, linkItem, unlinkItem, readImpact },
    ...{ listRelations, listItemsOfTicket, listTicketsOfItem, findNamedItems, momentOf, getTicket },
  };
}

const lay = async (name: string, workspace = "culture", project: string | null = "PORTAIL") =>
  (await verbs.createItem(nadia(), { workspace, project, type: "server", name })).id;
const relate = (from: string, type: string, to: string) => verbs.relateItems(nadia(), { from, type, to });
const impactOf = (actor: ReturnType<typeof nadia>, itemId: string, direction: "down" | "up" = "down") =>
  actor.transaction((tx) => verbs.readImpact(tx, { itemId, direction }));
const namesOf = ({ affected }: Awaited<ReturnType<typeof impactOf>>) => affected.map(({ name }) => name);
const idOf = async (name: string) => (await oscar().transaction((tx) => verbs.findNamedItems(tx, name)))[0]!.id;

describe("relations", () => {
  test("impact follows the direction of each type, by the shortest way, through circles", async () => {
    const [a, b, c, d] = [await lay("ra"), await lay("rb"), await lay("rc"), await lay("rd")];
    await relate(a, "hosts", b);
    await relate(c, "depends-on", b);
    await relate(c, "hosts", a);
    await relate(c, "hosts", d);
    await relate(a, "connected-to", d);
    expect(namesOf(await impactOf(nadia(), a))).toEqual(["rb", "rc", "rd"]);
    expect(namesOf(await impactOf(nadia(), d, "up"))).toEqual(["rc", "rb", "ra"]);
    const { affected } = await impactOf(nadia(), a);
    expect(affected.at(-1)).toMatchObject({
      depth: 3,
      way: [{ labelFr: "héberge" }, { labelFr: "est nécessaire à" }, {}],
    });
  });

  test("are told to be impossible in words: with itself, twice, of two workspaces, of an unknown type, for who only reads", async () => {
    const [a, b] = [await lay("s1"), await lay("s2")];
    await expect(relate(a, "hosts", a)).rejects.toThrow("related-to-itself");
    await relate(a, "hosts", b);
    await expect(relate(a, "hosts", b)).rejects.toThrow("related-already");
    await expect(relate(a, "unheard-of", b)).rejects.toThrow("unknown-relation-type");
    await expect(relate(a, "hosts", await lay("s3", "efs", "DON"))).rejects.toThrow("of-another-workspace");
    await expect(verbs.relateItems(camille(), { from: b, type: "hosts", to: a })).rejects.toMatchObject({
      status: 403,
    });
    await expect(verbs.relateItems(rachid(), { from: b, type: "hosts", to: a })).rejects.toThrow("unknown-item");
  });

  test("end on a date, and stand as they were before it", async () => {
    const [a, b] = [await lay("e1"), await lay("e2")];
    const { id } = await relate(a, "hosts", b);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await verbs.endRelation(nadia(), { relation: id });
    await expect(verbs.endRelation(nadia(), { relation: id })).rejects.toThrow("relation-ended");
    const at = (moment: string) =>
      nadia().transaction((tx) =>
        verbs.readImpact(tx, { itemId: a, direction: "down", at: verbs.momentOf(moment, "UTC") }),
      );
    expect(namesOf(await at(before))).toEqual(["e2"]);
    expect(namesOf(await impactOf(nadia(), a))).toEqual([]);
    // What ended can begin again.
    await relate(a, "hosts", b);
    expect(namesOf(await impactOf(nadia(), a))).toEqual(["e2"]);
  });

  test("follow an item that moves to another project: who does not read that project sees them no more", async () => {
    const [a, b] = [await lay("m1"), await lay("m2")];
    await relate(a, "hosts", b);
    const paula = world.actor("paula@culture.example");
    const seen = async () => (await paula.transaction((tx) => verbs.listRelations(tx, a))).length;
    expect(await seen()).toBe(1);
    await verbs.changeItem(nadia(), { item: b, version: 1, project: "PRESSE" });
    expect(await seen()).toBe(0);
    const { sql } = await import("drizzle-orm");
    const rows = await nadia().transaction((tx) =>
      tx.execute<{ to: string }>(sql`select to_project_id as "to" from item_relation where from_id = ${a}`),
    );
    expect(rows[0]!.to).toBe(world.project("PRESSE").id);
  });
});

describe("the platform", () => {
  test("« POP Paris » out of order shows each beneficiary its own, and no other", async () => {
    const paris = await idOf("pop-paris");
    const touched = async (actor: ReturnType<typeof nadia>) => {
      const { sites, beneficiaries } = await impactOf(actor, paris);
      return {
        sites: sites.map(({ name }) => name).sort(),
        beneficiaries: [...new Set(beneficiaries.map(({ beneficiary }) => beneficiary))].sort(),
      };
    };
    expect(await touched(nadia())).toEqual({
      sites: ["demarches.culture.example", "don.efs.example", "fouilles.inrap.example"],
      beneficiaries: ["EFS", "INRAP", "Ministère de la Culture"],
    });
    expect(await touched(camille())).toEqual({
      sites: ["demarches.culture.example"],
      beneficiaries: ["Ministère de la Culture"],
    });
    expect(await touched(rachid())).toEqual({ sites: ["don.efs.example"], beneficiaries: ["EFS"] });
    const { tickets } = await impactOf(nadia(), paris);
    expect(tickets.every(({ reference }) => reference.startsWith("PORTAIL-"))).toBe(true);
  });

  test("what is shared is read where it is shared, until it is no longer", async () => {
    const pop = await verbs.createItem(oscar(), { workspace: null, type: "point-of-presence", name: "POP Lille" });
    const reads = (actor: ReturnType<typeof nadia>) => actor.transaction((tx) => verbs.findNamedItems(tx, "POP Lille"));
    expect(await reads(rachid())).toHaveLength(0);
    await verbs.shareItem(oscar(), { item: pop.id, workspace: "efs" });
    expect(await reads(rachid())).toMatchObject([{ workspaceKey: null }]);
    expect(await reads(camille())).toHaveLength(0);
    await expect(verbs.shareItem(oscar(), { item: pop.id, workspace: "efs" })).rejects.toThrow("shared-already");
    await verbs.endShare(oscar(), { item: pop.id, workspace: "efs" });
    expect(await reads(rachid())).toHaveLength(0);
    await expect(verbs.endShare(oscar(), { item: pop.id, workspace: "efs" })).rejects.toThrow("not-shared");
    const own = await lay("pas de la plate-forme");
    await expect(verbs.shareItem(oscar(), { item: own, workspace: "efs" })).rejects.toThrow("not-of-the-platform");
  });
});

describe("tickets", () => {
  test("are about items of their workspace and of the platform; each side shows the other to who reads both", async () => {
    const { openTicket } = await import("@/lib/tickets/open-ticket");
    const opened = { project: "PORTAIL", title: "Lenteurs", message: "C’est lent." };
    const { reference: ticket } = await openTicket(ines(), opened);
    await verbs.linkItem(nadia(), { ticket, item: "pop-paris" });
    await verbs.linkItem(nadia(), { ticket, item: "demarches.culture.example" });
    await verbs.linkItem(nadia(), { ticket, item: "pop-paris" });
    const itemsFor = (actor: ReturnType<typeof nadia>) =>
      actor.transaction(async (tx) =>
        (await verbs.listItemsOfTicket(tx, await verbs.getTicket(tx, ticket))).map(({ name }) => name),
      );
    expect(await itemsFor(nadia())).toEqual(["POP Paris", "demarches.culture.example"]);
    // Inès reads her ticket and no item.
    expect(await itemsFor(ines())).toEqual([]);
    const paris = await idOf("pop-paris");
    const ticketsFor = (actor: ReturnType<typeof nadia>) =>
      actor.transaction(async (tx) => (await verbs.listTicketsOfItem(tx, paris)).map(({ reference }) => reference));
    expect(await ticketsFor(nadia())).toEqual([ticket]);
    expect(await ticketsFor(rachid())).toEqual([]);
    await expect(verbs.linkItem(nadia(), { ticket, item: "site-efs" })).rejects.toThrow("of-another-workspace");
    await expect(verbs.linkItem(ines(), { ticket, item: "pop-paris" })).rejects.toMatchObject({ status: 403 });
    await verbs.unlinkItem(nadia(), { ticket, item: paris });
    expect(await itemsFor(nadia())).toEqual(["demarches.culture.example"]);
    await expect(verbs.unlinkItem(nadia(), { ticket, item: paris })).rejects.toThrow("unknown-link");
  });
});
