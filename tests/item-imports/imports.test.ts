import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/tenancy/actor";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

const nadia = () => world.actor("nadia@titulaire.example");
const oscar = () => world.actor("oscar@titulaire.example");
const ines = () => world.actor("ines@culture.example");
const rachid = () => world.actor("rachid@efs.example");
const last = { last: true };

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
  // So that the owner, who lays and looks, sees what the wall hides from him.
  for (const table of ["upload", "item", "item_type", "item_version", "item_import", "event"])
    await world.owner.unsafe(`alter table ${table} no force row level security`);
});
afterAll(() => world.close());

async function loadVerbs() {
  return {
    ...(await import("@/lib/item-imports/start-item-import")),
    ...(await import("@/lib/item-imports/read-item-import")),
    ...(await import("@/lib/item-imports/map-item-import")),
    ...(await import("@/lib/item-imports/judge-item-import")),
    ...(await import("@/lib/item-imports/confirm-item-import")),
    ...(await import("@/lib/item-imports/apply-item-import")),
    ...(await import("@/lib/item-imports/abandon-item-import")),
    ...(await import("@/lib/item-imports/remove-expired-item-imports")),
    ...(await import("@/lib/item-imports/item-import-queries")),
    ...(await import("@/lib/items/item-queries")),
    ...(await import("@/lib/items/create-item")),
    ...(await import("@/lib/items/change-item")),
    ...(await import("@/lib/items/relation-queries")),
    ...(await import("@/lib/items/item-version-queries")),
    ...(await import("@/lib/journal/verify-journal")),
    ...(await import("@/lib/files/begin-upload")),
    ...(await import("@/lib/files/store-file")),
    ...(await import("@/lib/tenancy/identifier")),
  };
}

/** A finished upload of the person's. */
async function upload(actor: Actor, text: string | Buffer, name = "parc.csv"): Promise<string> {
  const id = verbs.newIdentifier().replaceAll("-", "");
  const bytes = Buffer.from(text);
  await verbs.beginUpload(actor, { id, name, size: bytes.length });
  const { type, sha256, storageKey } = await verbs.storeFile(name, bytes);
  await world.owner`update upload set type = ${type}, sha256 = ${sha256}, storage_key = ${storageKey}, finished_at = now() where id = ${id}`;
  return id;
}

const servers = { workspace: "culture", type: "server" };

async function start(actor: Actor, text: string | Buffer, more: object = {}) {
  const begun = await verbs.startItemImport(actor, { ...servers, upload: await upload(actor, text), ...more });
  const payload = { accountId: actor.accountId!, importId: begun.id };
  await verbs.readItemImport(payload, last);
  return payload;
}

const get = (actor: Actor, id: string) => actor.transaction((tx) => verbs.getItemImport(tx, id));
const counts = (actor: Actor, id: string) => actor.transaction((tx) => verbs.countLines(tx, id));
const lines = async (actor: Actor, id: string) =>
  (await actor.transaction((tx) => verbs.listLines(tx, id, { limit: 1_000 }))).lines;

async function preview(actor: Actor, text: string | Buffer, more: object = {}) {
  const payload = await start(actor, text, more);
  const read = await get(actor, payload.importId);
  expect(read.failure).toBeNull();
  if (read.state === "mapping") await verbs.mapItemImport(actor, { import: payload.importId, mapping: read.mapping });
  await verbs.judgeItemImport(payload, last);
  return payload;
}

async function apply(actor: Actor, payload: { accountId: string; importId: string }) {
  await verbs.confirmItemImport(actor, { import: payload.importId });
  await verbs.applyItemImport(payload, last);
  return get(actor, payload.importId);
}

test("a sheet is read, its columns guessed, each line judged; then all is written at once, with its history and one line", async () => {
  const host = await verbs.createItem(nadia(), { ...servers, name: "hyperviseur-1", externalKey: "hv-1" });
  const known = await verbs.createItem(nadia(), {
    ...servers,
    name: "web-2",
    externalKey: "k2",
    values: { room: "A" },
  });
  await verbs.createItem(nadia(), { ...servers, name: "web-3", externalKey: "k3", status: "in-service" });
  const text = [
    "Nom;Clé externe;État;Criticité;Responsable;Projet;Expire le;Salle et baie;Est hébergé par;Remarque",
    "web-1;k1;En service;Forte;nadia@titulaire.example;PORTAIL;31/12/2027;B12;hv-1;jamais lue",
    "web-2;k2;en maintenance;;;;;;;",
    "web-3;k3;En service;;;;;;;",
    "web-4;k4;Cassé;;;;;;;",
    "web-5;k5;;;personne@nulle-part.example;;;;;",
    "web-6;k6;;;;;31/02/2027;;;",
    "web-7;k7;;;;;;;nulle-part;",
    "web-1 bis;k1;;;;;;;;",
    ";;;;;;;;;rien",
    "",
  ].join("\r\n");
  const payload = await start(nadia(), text);
  const read = await get(nadia(), payload.importId);
  expect(read).toMatchObject({ state: "mapping", total: 9, columns: { format: "csv", separator: ";" } });
  expect(read.mapping).toEqual({
    ...{ Nom: "name", "Clé externe": "externalKey", État: "status", Criticité: "criticality", Responsable: "owner" },
    ...{ Projet: "project", "Expire le": "expiresOn", "Salle et baie": "values.room" },
    ...{ "Est hébergé par": "relations.hosts.back", Remarque: null },
  });
  await verbs.mapItemImport(nadia(), { import: payload.importId, mapping: read.mapping });
  await verbs.judgeItemImport(payload, last);
  const judged = await lines(nadia(), payload.importId);
  expect(judged.map(({ line, action, reason }) => [line, action, reason?.code, reason?.column])).toEqual([
    [2, "create", undefined, undefined],
    [3, "update", undefined, undefined],
    [4, "same", undefined, undefined],
    [5, "refuse", "unknown-value", "État"],
    [6, "refuse", "unknown-member", "Responsable"],
    [7, "refuse", "field-date", "Expire le"],
    [8, "refuse", "unknown-related-item", "Est hébergé par"],
    [9, "refuse", "twice-in-sheet", undefined],
    [10, "refuse", "line-names-nothing", undefined],
  ]);
  expect(judged[1]!.state!.differences).toEqual([{ fact: "status", before: "planned", after: "maintenance" }]);

  const [before] = await world.owner`select count(*)::int as n from event`;
  expect(await apply(nadia(), payload)).toMatchObject({ state: "applied", done: 2 });
  const [after] = await world.owner`select count(*)::int as n from event`;
  // Confirmed, and applied.
  expect(after!.n - before!.n).toBe(2);
  const made = await nadia().transaction((tx) => verbs.findItemByKey(tx, world.workspace("culture").id, "k1"));
  expect(made).toMatchObject({
    ...{ name: "web-1", status: "in-service", criticality: 2, projectKey: "PORTAIL", ownerName: "Nadia Benali" },
    ...{ expiresOn: "2027-12-31", values: { room: "B12" }, version: 1 },
  });
  const changed = await nadia().transaction((tx) => verbs.getItem(tx, known.id));
  expect(changed).toMatchObject({ status: "maintenance", version: 2, values: { room: "A" } });
  const versions = await world.owner`select version, import_id, changed_by, valid_to is null as lasts from item_version
    where item_id = ${known.id} order by version`;
  expect([...versions]).toEqual([
    { version: 1, import_id: null, changed_by: nadia().accountId, lasts: false },
    { version: 2, import_id: payload.importId, changed_by: nadia().accountId, lasts: true },
  ]);
  const related = await nadia().transaction((tx) => verbs.listRelations(tx, made!.id));
  expect(related).toMatchObject([{ typeCode: "hosts", fromId: host.id, toId: made!.id, impact: "forward" }]);
  const [told] =
    await world.owner`select payload from event where type = 'itemImport.applied' order by at desc limit 1`;
  expect(told!.payload).toMatchObject({ created: 1, changed: 1, same: 1, refused: 6, related: 1, sha256: read.sha256 });
  expect(await verbs.verifyJournal()).toMatchObject({ broken: null });
});

test("the same sheet again does nothing, its columns are remembered, and what it did not see is listed, never touched", async () => {
  const unseen = await verbs.createItem(nadia(), { ...servers, name: "oublié" });
  const sheet = "Machine;Bâtiment\nweb-1;B12\n";
  const first = await start(nadia(), sheet);
  const mapping = { Machine: "name", Bâtiment: "values.room" };
  expect((await get(nadia(), first.importId)).mapping).toEqual({ Machine: null, Bâtiment: null });
  await verbs.mapItemImport(nadia(), { import: first.importId, mapping });
  await verbs.judgeItemImport(first, last);
  expect(await counts(nadia(), first.importId)).toEqual({ create: 0, update: 0, same: 1, refuse: 0 });
  await expect(verbs.confirmItemImport(nadia(), { import: first.importId })).rejects.toThrow("import-does-nothing");
  const read = await get(nadia(), first.importId);
  const { items } = await nadia().transaction((tx) => verbs.listUnseenItems(tx, read, 100));
  expect(items.map(({ id }) => id)).toContain(unseen.id);
  expect(items.map(({ name }) => name)).not.toContain("web-1");
  const again = await start(nadia(), sheet);
  expect((await get(nadia(), again.importId)).mapping).toEqual(mapping);
  expect(await nadia().transaction((tx) => verbs.getItem(tx, unseen.id))).toMatchObject({ version: 1 });
});

test("what somebody changed or made since the preview is left as it is, and told", async () => {
  const one = await verbs.createItem(nadia(), { ...servers, name: "course-1", externalKey: "c1" });
  const payload = await preview(nadia(), "Nom;Clé;État\ncourse-1;c1;Retiré\ncourse-2;c2;\ncourse-3;c3;\n");
  expect(await counts(nadia(), payload.importId)).toMatchObject({ create: 2, update: 1 });
  await verbs.changeItem(oscar(), { item: one.id, version: 1, criticality: 1 });
  await verbs.createItem(oscar(), { ...servers, name: "course-2", externalKey: "c2", criticality: 4 });
  expect(await apply(nadia(), payload)).toMatchObject({ state: "applied", done: 1 });
  const refused = (await lines(nadia(), payload.importId)).filter(({ action }) => action === "refuse");
  expect(refused.map(({ line, reason }) => [line, reason!.code])).toEqual([
    [2, "changed-since-preview"],
    [3, "taken-since-preview"],
  ]);
  expect(await nadia().transaction((tx) => verbs.getItem(tx, one.id))).toMatchObject({ status: "planned", version: 2 });
});

test("killed while it writes, an import is as if nothing had been; taken again it is done once", async () => {
  const rows = Array.from({ length: 12_000 }, (_, place) => `coupé-${place};coupe-${place}`);
  const payload = await preview(oscar(), ["Nom;Clé", ...rows].join("\n"));
  await verbs.confirmItemImport(oscar(), { import: payload.importId });
  const count = async () =>
    (await world.owner<{ n: number }[]>`select count(*)::int as n from item where external_key like 'coupe-%'`)[0]!.n;
  // The server ends the transaction between two slices, as a crash would.
  await world.owner.unsafe(`create function cut() returns trigger language plpgsql as $$ begin
    if new.name = 'coupé-11000' then raise exception 'cut'; end if; return new; end $$;
    create trigger cut before insert on item for each row execute function cut()`);
  await expect(verbs.applyItemImport(payload, { last: false })).rejects.toThrow();
  expect([await count(), (await get(oscar(), payload.importId)).state]).toEqual([0, "applying"]);
  await world.owner.unsafe("drop trigger cut on item; drop function cut()");
  await Promise.all([verbs.applyItemImport(payload, last), verbs.applyItemImport(payload, last)]);
  expect(await count()).toBe(12_000);
  const told =
    await world.owner`select 1 from event where type = 'itemImport.applied' and payload ->> 'importId' = ${payload.importId}`;
  expect(told).toHaveLength(1);
  await verbs.applyItemImport(payload, last);
  expect(await count()).toBe(12_000);
}, 60_000);

test("killed while it reads or judges, an import goes on from where it was", async () => {
  const rows = Array.from({ length: 5_000 }, (_, place) => `reprise-${place}`);
  const payload = await start(nadia(), ["Nom", ...rows].join("\n"));
  await world.owner`update item_import set state = 'reading', mapping = '{}', done = 1000 where id = ${payload.importId}`;
  await verbs.readItemImport(payload, last);
  expect(await get(nadia(), payload.importId)).toMatchObject({ state: "mapping", total: 5_000 });
  await verbs.mapItemImport(nadia(), { import: payload.importId, mapping: { Nom: "name" } });
  await Promise.all([verbs.judgeItemImport(payload, last), verbs.judgeItemImport(payload, last)]);
  expect(await counts(nadia(), payload.importId)).toEqual({ create: 5_000, update: 0, same: 0, refuse: 0 });
  expect(await get(nadia(), payload.importId)).toMatchObject({ state: "previewed", done: 5_000 });
  await verbs.mapItemImport(nadia(), { import: payload.importId, mapping: { Nom: "externalKey" } });
  await verbs.judgeItemImport(payload, last);
  expect(await counts(nadia(), payload.importId)).toMatchObject({ create: 0, refuse: 5_000 });
});

test("a script says from the start what columns feed; what makes no sense fails with its reason", async () => {
  const mapping = { id: "externalKey", host: "name" };
  const payload = await start(nadia(), "id,host,rest\ns1,script-1,x\n", { mapping });
  expect(await get(nadia(), payload.importId)).toMatchObject({ state: "judging", mapping });
  await verbs.judgeItemImport(payload, last);
  expect(await apply(nadia(), payload)).toMatchObject({ state: "applied" });
  const wrong = await start(nadia(), "id,host\ns1,script-1\n", { mapping: { absent: "name" } });
  expect(await get(nadia(), wrong.importId)).toMatchObject({ state: "failed", failure: { code: "unknown-title" } });
  const empty = await start(nadia(), "Nom;Clé\n");
  expect(await get(nadia(), empty.importId)).toMatchObject({ state: "failed", failure: { code: "sheet-empty" } });
  const image = await start(nadia(), Buffer.from([0x89, 0x50, 0, 0, 0, 1]));
  expect(await get(nadia(), image.importId)).toMatchObject({ failure: { code: "sheet-not-one" } });
});

test("columns are asked once each, and one of them names the items", async () => {
  const payload = await start(nadia(), "Nom;Nom;;x\na;b;c;d\n");
  const read = await get(nadia(), payload.importId);
  expect(read.columns.titles).toEqual(["Nom", "Nom (2)", "# 3", "x"]);
  const map = (mapping: Record<string, string | null>) =>
    verbs.mapItemImport(nadia(), { import: payload.importId, mapping });
  await expect(map({ Nom: "name", "Nom (2)": "name" })).rejects.toThrow("target-twice");
  await expect(map({ Nom: "values.unheard" })).rejects.toThrow("unknown-target");
  await expect(map({ Nom: "status" })).rejects.toThrow("import-names-nothing");
  await expect(map({ absent: "name" })).rejects.toThrow("unknown-title");
  await verbs.abandonItemImport(nadia(), { import: payload.importId });
  await expect(map({ Nom: "name" })).rejects.toThrow("import-elsewhere");
});

test("an import is its author's: nobody else finds it, who only reads items starts none, another workspace has no key", async () => {
  const payload = await preview(nadia(), "Nom\nà moi\n");
  for (const stranger of [oscar(), ines(), rachid()]) {
    await expect(get(stranger, payload.importId)).rejects.toThrow("unknown-import");
    expect(await lines(stranger, payload.importId)).toEqual([]);
    await expect(verbs.confirmItemImport(stranger, { import: payload.importId })).rejects.toThrow("unknown-import");
  }
  const own = await upload(ines(), "Nom\nx\n");
  await expect(verbs.startItemImport(ines(), { ...servers, upload: own })).rejects.toThrow(/forbidden/);
  const theirs = await upload(rachid(), "Nom\nx\n");
  await expect(verbs.startItemImport(rachid(), { ...servers, upload: theirs })).rejects.toThrow("unknown-workspace");
  await expect(verbs.startItemImport(nadia(), { ...servers, upload: theirs })).rejects.toThrow("upload-not-ready");
  // A key of another workspace is as free as any, and its items cannot be related to.
  const [foreign] =
    await world.owner`select name, external_key as key from item where workspace_id = ${world.workspace("efs").id} limit 1`;
  const text = `Nom;Clé;Héberge\nneuf;${foreign!.key ?? "libre"};\nautre;neuve;${foreign!.name}\n`;
  const blind = await preview(nadia(), text);
  const judged = await lines(nadia(), blind.importId);
  expect(judged.map(({ action, reason }) => reason?.code ?? action)).toEqual(["create", "unknown-related-item"]);
});

test("a key that an item out of sight has is refused as it is written, and the rest goes on", async () => {
  await world.owner`update profile set permissions = array_remove(array_remove(permissions, 'tickets.readAll'), 'tickets.writeAll')
    where workspace_id = ${world.workspace("culture").id}`;
  await world.owner`insert into item (workspace_id, id, type_workspace_id, type_id, name, external_key, project_id)
    select ${world.workspace("culture").id}, gen_random_uuid(), y.workspace_id, y.id, 'caché', 'cachée', p.id from item_type y, project p
    where y.code = 'server' and p.workspace_id = ${world.workspace("culture").id} and p.id not in (select project_id from project_grant
      where account_id = ${nadia().accountId!}) limit 1`;
  const payload = await preview(nadia(), "Nom;Clé\nvisible;vue\nx;cachée\n");
  const { done } = await apply(nadia(), payload);
  const outcome = (await lines(nadia(), payload.importId)).map(({ action, reason }) => reason?.code ?? action);
  expect([done, outcome[0]]).toEqual([1, "create"]);
  expect(outcome[1]).toBe("external-key-taken");
});

test("after a month an import's lines and file are gone, what it did stays", async () => {
  const payload = await preview(nadia(), "Nom\nviendra\n");
  await apply(nadia(), payload);
  await world.owner`update item_import set created_at = now() - interval '31 days' where id = ${payload.importId}`;
  expect(await verbs.removeExpiredItemImports()).toBe(1);
  expect(await lines(nadia(), payload.importId)).toEqual([]);
  expect(await get(nadia(), payload.importId)).toMatchObject({ state: "applied", storageKey: "" });
  expect(await verbs.removeExpiredItemImports()).toBe(0);
  expect(await world.owner`select 1 from item where name = 'viendra'`).toHaveLength(1);
});
