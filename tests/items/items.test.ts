import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

const nadia = () => world.actor("nadia@titulaire.example");
const oscar = () => world.actor("oscar@titulaire.example");
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
  const { putItem } = await import("@/lib/items/put-item");
  const queries = await import("@/lib/items/item-queries");
  const versions = await import("@/lib/items/item-version-queries");
  const { momentOf } = await import("@/lib/items/as-of");
  const { compareStates } = await import("@/lib/items/item-state");
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { verifyJournal } = await import("@/lib/journal/verify-journal");
  return {
    createItem,
    changeItem,
    putItem,
    ...queries,
    ...versions,
    momentOf,
    compareStates,
    openTicket,
    verifyJournal,
  };
}

const certificate = { workspace: "culture", type: "tls-certificate", project: "PORTAIL" };
const pause = () => new Promise((resolve) => setTimeout(resolve, 15));

test("an item is laid, changed by a change, read as of any date, and its versions compared", async () => {
  const created = await verbs.createItem(nadia(), {
    ...certificate,
    name: "Certificat de www.culture.example",
    externalKey: "cert-www",
    owner: "nadia@titulaire.example",
    startsOn: "2026-01-01",
    expiresOn: "2026-12-31",
    values: { issuer: "Certigna", "private-key": "Coffre, entrée 12" },
  });
  expect(created).toMatchObject({ version: 1, status: "planned", criticality: 3, ownerName: "Nadia Benali" });
  const { reference } = await verbs.openTicket(nadia(), { project: "PORTAIL", title: "Renouveler", message: "Voilà." });
  await pause();
  const between = new Date();
  await pause();
  const changed = await verbs.changeItem(nadia(), {
    item: created.id,
    version: 1,
    status: "in-service",
    expiresOn: "2027-12-31",
    values: { issuer: null, serial: "0A:1B" },
    ticket: reference,
  });
  expect(changed).toMatchObject({ version: 2, values: { serial: "0A:1B", "private-key": "Coffre, entrée 12" } });

  const [then, now, versions] = await nadia().transaction(async (tx) => [
    await verbs.readItemAt(tx, created, verbs.momentOf(between.toISOString(), "Europe/Paris")),
    await verbs.readItemAt(tx, created, verbs.momentOf("2999-12-31", "Europe/Paris")),
    await verbs.listItemVersions(tx, created),
  ]);
  const before = verbs.momentOf("2020-01-01", "Europe/Paris");
  expect(await nadia().transaction((tx) => verbs.readItemAt(tx, created, before))).toBeNull();
  expect([then!.version, now!.version]).toEqual([1, 2]);
  expect(verbs.compareStates(then!.state, now!.state)).toEqual([
    { fact: "status", before: "planned", after: "in-service" },
    { fact: "expiresOn", before: "2026-12-31", after: "2027-12-31" },
    { fact: "values.issuer", before: "Certigna", after: null },
    { fact: "values.serial", before: null, after: "0A:1B" },
  ]);
  expect(versions.map(({ version, validTo, tickets }) => [version, validTo === null, tickets.length])).toEqual([
    [2, true, 1],
    [1, false, 0],
  ]);
  expect(versions[0]!.validFrom).toEqual(versions[1]!.validTo);
  expect(versions[0]).toMatchObject({ changedByName: "Nadia Benali", tickets: [{ reference }] });
});

test("a form as it was drawn makes no version, an old one is refused, and nobody changes what he only reads", async () => {
  const { id } = await verbs.createItem(nadia(), { ...certificate, name: "Inchangé" });
  expect(await verbs.changeItem(nadia(), { item: id, version: 1, name: "Inchangé" })).toMatchObject({ version: 1 });
  await verbs.changeItem(nadia(), { item: id, version: 1, criticality: 1 });
  await expect(verbs.changeItem(nadia(), { item: id, version: 1, criticality: 2 })).rejects.toThrow("stale");
  await expect(verbs.changeItem(rachid(), { item: id, version: 2, criticality: 2 })).rejects.toThrow("unknown-item");
  await expect(verbs.createItem(rachid(), { ...certificate, name: "X" })).rejects.toThrow("unknown-workspace");
  await expect(verbs.createItem(ines(), { ...certificate, name: "X" })).rejects.toThrow(/forbidden|unknown/);
});

test("values are judged as their type's fields say, all at once", async () => {
  const rule = { workspace: "culture", type: "cache-rule", name: "Images" };
  const refusal = await verbs
    .createItem(nadia(), { ...rule, values: { scope: "somewhere", unheard: "x" } })
    .catch((error) => error);
  expect(refusal.issues.map((issue: { path: string[]; message: string }) => [issue.path[1], issue.message])).toEqual([
    ["scope", "unknown-value"],
    ["unheard", "unknown-custom-field"],
  ]);
  await expect(verbs.createItem(nadia(), { ...rule, values: { scope: "type" } })).rejects.toThrow("required");
  const kept = await verbs.createItem(nadia(), { ...rule, values: { scope: "type", target: "png", seconds: "3 600" } });
  expect(kept.values).toEqual({ scope: "type", target: "png", seconds: 3600 });
});

test("a discovery tool lays an item by its key, then brings it up to date; the key is one of its workspace", async () => {
  const server = { workspace: "culture", type: "server", externalKey: "srv-1" };
  const first = await verbs.putItem(oscar(), { ...server, name: "srv-1", values: { address: "10.0.0.1" } });
  const second = await verbs.putItem(oscar(), { ...server, name: "srv-1", status: "in-service" });
  const third = await verbs.putItem(oscar(), { ...server, name: "srv-1", status: "in-service" });
  expect([first.created, second.created, third.created]).toEqual([true, false, false]);
  expect(second.item).toMatchObject({ id: first.item.id, version: 2, values: { address: "10.0.0.1" } });
  expect(third.item.version).toBe(2);
  await expect(verbs.createItem(oscar(), { ...server, name: "autre" })).rejects.toThrow("external-key-taken");
});

test("two tools that lay the same key at one moment make one item", async () => {
  const asked = { workspace: "culture", type: "server", externalKey: "srv-race", name: "srv-race" };
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => verbs.putItem(oscar(), asked)));
  expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") expect(outcome.reason.message).toBe("external-key-taken");
  const { items } = await oscar().transaction((tx) => verbs.listItems(tx, { q: "srv-race" }, { limit: 10 }));
  expect(items).toHaveLength(1);
});

test("pages follow one another by name without a gap, whatever the names", async () => {
  for (const name of ["zz É", "zz a", "zz A", "zz 'b'", "zz %", "zz a"])
    await verbs.createItem(nadia(), { workspace: "culture", type: "application", name });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await nadia().transaction((tx) => verbs.listItems(tx, { q: "zz " }, { limit: 2, after }));
    seen.push(...page.items.map(({ id }) => id));
    after = page.after ?? undefined;
  } while (after);
  expect(new Set(seen).size).toBe(6);
  await expect(nadia().transaction((tx) => verbs.listItems(tx, {}, { limit: 2, after: "x" }))).rejects.toThrow(
    "bad-cursor",
  );
  const { items } = await nadia().transaction((tx) => verbs.listItems(tx, { q: "zz %" }, { limit: 9 }));
  expect(items.map(({ name }) => name)).toEqual(["zz %"]);
});

test("an item of the platform is its author's until it is shared", async () => {
  const pop = await verbs.createItem(oscar(), { workspace: null, type: "point-of-presence", name: "POP essai" });
  expect(pop).toMatchObject({ workspaceKey: null, version: 1, writableAtPlatform: true });
  expect(await verbs.changeItem(oscar(), { item: pop.id, version: 1, status: "in-service" })).toMatchObject({
    version: 2,
  });
  await expect(rachid().transaction((tx) => verbs.getItem(tx, pop.id))).rejects.toThrow("unknown-item");
  await expect(
    verbs.createItem(oscar(), { workspace: null, project: "PORTAIL", type: "site", name: "X" }),
  ).rejects.toThrow("platform-items-have-no-project");
});

test("no version is written but by changing its item", async () => {
  const { id } = await verbs.createItem(nadia(), { ...certificate, name: "Vérité" });
  const { sql } = await import("drizzle-orm");
  const forge = (statement: ReturnType<typeof sql>) => nadia().transaction((tx) => tx.execute(statement));
  await expect(
    forge(sql`insert into item_version (workspace_id, item_id, version, state)
      select workspace_id, id, 99, '{}' from item where id = ${id}`),
  ).rejects.toThrow();
  const touched = await forge(sql`update item_version set valid_to = now() where item_id = ${id}`);
  expect(touched.count).toBe(0);
});
