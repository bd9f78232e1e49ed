import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";
import { callDeposits } from "./deposit-calls";
import {
  callApprovals,
  callItemImports,
  callItems,
  callLinksAndTasks,
  callOperations,
  callPlans,
  callRelations,
  callStandardChanges,
} from "./process-calls";

let world: World;
let doors: typeof import("./ask");
let admin: string;
let oscar: string;
let nadia: string;
let ines: string;
let camille: string;

beforeAll(async () => {
  world = await openWorld();
  doors = await import("./ask");
  const token = (mail: string) => doors.tokenOf(world, mail);
  admin = await token("admin@guichet.example");
  oscar = await token("oscar@titulaire.example");
  nadia = await token("nadia@titulaire.example");
  ines = await token("ines@culture.example");
  camille = await token("camille@culture.example");
});
afterAll(() => world?.close());

/** The body of an answer that must be a success. */
async function done(token: string, method: string, path: string, body?: object) {
  const answer = await doors.ask(token, method, path, body);
  expect([method, path, answer.status, answer.text]).toEqual([
    method,
    path,
    expect.toBeOneOf([200, 201, 204]),
    answer.text,
  ]);
  return answer.body;
}

const ticketOf = async () =>
  (await done(ines, "POST", "/tickets", { project: "PORTAIL", title: "Titre", message: "Texte" })).reference as string;

test("a ticket, from its opening to its end", async () => {
  const reference = await ticketOf();
  const at = `/tickets/${reference}`;
  await done(ines, "GET", "/tickets?assignee=nobody&requester=me&openedFrom=2020-01-01&sort=opened&direction=asc");
  await done(nadia, "GET", at);
  await done(nadia, "POST", `${at}/watch`);
  await done(nadia, "POST", `${at}/messages`, { text: "Nous regardons." });
  await done(nadia, "POST", `${at}/notes`, { text: "Cache ?" });
  const { id } = await done(nadia, "POST", `${at}/messages`, { text: "Pas encore." });
  expect(await done(nadia, "POST", `/messages/${id}/take-back`)).toEqual({
    ...{ ticket: reference, text: "Pas encore.", internal: false, uploads: [], status: "untouched" },
  });
  await done(nadia, "POST", `${at}/participants`, { mail: "jules@culture.example" });
  for (const list of ["messages", "notes", "events", "attachments", "participants"])
    await done(nadia, "GET", `${at}/${list}`);
  await done(nadia, "DELETE", `${at}/participants/jules@culture.example`);
  const { version } = await done(nadia, "GET", at);
  await done(nadia, "PATCH", at, { version, status: "resolved" });
  await done(ines, "POST", `${at}/reopen`, { text: "Non." });
  const again = await done(nadia, "GET", at);
  await done(nadia, "PATCH", at, { version: again.version, status: "resolved" });
  await done(ines, "POST", `${at}/confirm`);
  await done(ines, "POST", `/tickets/${await ticketOf()}/cancel`);
});

test("time on a ticket is written down, corrected, read and removed", async () => {
  const at = `/tickets/${await ticketOf()}/time`;
  const facts = { spentOn: "2026-11-03", accountedMinutes: 30, realMinutes: 45, description: "Analyse" };
  const first = await done(nadia, "POST", at, facts);
  const second = await done(nadia, "PUT", `${at}/${first.id}`, { ...facts, accountedMinutes: 20 });
  expect((await done(nadia, "GET", at)).items).toEqual([second]);
  expect((await done(camille, "GET", at)).items).toEqual([{ ...second, realMinutes: undefined }]);
  await done(nadia, "DELETE", `${at}/${second.id}`);
  expect((await done(nadia, "GET", at)).items).toEqual([]);
});

test("a problem gathers its incidents, tells a workaround and ends with them; a major incident is told to all", async () => {
  const words = { project: "PORTAIL", title: "Coupure", message: "Ce matin." };
  const open = async (token: string, kind: string) =>
    (await done(token, "POST", "/tickets", { ...words, kind })).reference as string;
  const [problem, incident] = [await open(nadia, "problem"), await open(ines, "incident")];
  await done(nadia, "POST", `/tickets/${problem}/incidents`, { incidents: [incident] });
  await done(nadia, "PUT", `/tickets/${problem}/known-error`, { workaround: "Patienter.", published: true });
  const { items } = await done(ines, "GET", `/tickets/${incident}/workarounds`);
  expect(items).toMatchObject([{ workaround: "Patienter." }]);
  await done(nadia, "POST", `/tickets/${incident}/major`, { reason: "Tout le service." });
  const told = await done(nadia, "POST", `/tickets/${incident}/communications`, { text: "Retour à 10 h." });
  expect(told.reached).toEqual([]);
  await done(nadia, "POST", `/tickets/${incident}/no-longer-major`, { reason: "Rétabli." });
  const ending = { solution: "Corrigé.", incidents: [incident], message: "C’est corrigé." };
  const closed = await done(nadia, "POST", `/tickets/${problem}/close-problem`, ending);
  expect(closed).toMatchObject({
    problem: { phase: "resolved" },
    incidents: [{ reference: incident, phase: "resolved" }],
  });
});

test("a form of the catalogue is found, filled, and its answers are asked by a filter", async () => {
  const { items } = await done(ines, "GET", "/workspaces/culture/forms");
  expect(items.map(({ code }: { code: string }) => code)).toContain("vider-le-cache");
  const fields = (await done(ines, "GET", "/workspaces/culture/fields")).items;
  expect(fields).toContainEqual(expect.objectContaining({ code: "site", type: "text" }));
  const asked = { project: "PORTAIL", form: "vider-le-cache", fields: { site: "essai-api.example" } };
  const opened = await done(ines, "POST", "/tickets", asked);
  expect(opened).toMatchObject({ title: "Vider le cache de essai-api.example", fields: { site: "essai-api.example" } });
  for (const query of ["field.site=essai-api", "field[site]=essai-api"])
    expect((await done(ines, "GET", `/tickets?${query}`)).items).toMatchObject([{ reference: opened.reference }]);
  const changed = { version: opened.version, fields: { site: null }, initiator: "titulaire" };
  expect(await done(nadia, "PATCH", `/tickets/${opened.reference}`, changed)).toMatchObject({
    fields: {},
    initiator: "titulaire",
  });
});

test("a spreadsheet of items is imported by a script, or left there", async () => {
  const { newIdentifier } = await import("@/lib/tenancy/identifier");
  const { storeFile } = await import("@/lib/files/store-file");
  const { readItemImport } = await import("@/lib/item-imports/read-item-import");
  const { judgeItemImport } = await import("@/lib/item-imports/judge-item-import");
  const { applyItemImport } = await import("@/lib/item-imports/apply-item-import");
  const { sql } = await import("drizzle-orm");
  const jobs = { read: readItemImport, judge: judgeItemImport, apply: applyItemImport };
  const accountId = world.account("nadia@titulaire.example").id;
  const upload = async () => {
    const id = newIdentifier().replaceAll("-", "");
    const { name, type, size, sha256, storageKey } = await storeFile(
      "parc.csv",
      Buffer.from("Machine;Salle\napi-1;B2\n"),
    );
    await world.actor("nadia@titulaire.example").transaction((tx) =>
      tx.execute(sql`insert into upload (id, account_id, name, size, finished_at, type, sha256, storage_key, expires_at)
        values (${id}, ${accountId}, ${name}, ${size}, now(), ${type}, ${sha256}, ${storageKey}, now() + interval '1 hour')`),
    );
    return id;
  };
  const run = (job: keyof typeof jobs, importId: string) => jobs[job]({ accountId, importId }, { last: true });
  await callItemImports(done, nadia, { upload, run });
});

test("an attachment is listed with where its bytes are", async () => {
  const reference = await ticketOf();
  const { sha256 } = await import("@/lib/journal/event");
  const upload = "0123456789abcdef0123456789abcdef";
  await world.actor("ines@culture.example").transaction(async (tx) => {
    const { sql } = await import("drizzle-orm");
    await tx.execute(sql`insert into upload (id, account_id, name, size, finished_at, type, sha256, storage_key, expires_at)
      values (${upload}, ${world.account("ines@culture.example").id}, 'capture.png', 3, now(), 'image/png', ${sha256("abc")}, 'k', now() + interval '1 hour')`);
  });
  await done(ines, "POST", `/tickets/${reference}/messages`, { text: "Voici.", uploads: [upload] });
  const { items } = await done(nadia, "GET", `/tickets/${reference}/attachments`);
  expect(items).toMatchObject([{ name: "capture.png", type: "image/png", size: 3 }]);
  expect(items[0].content).toBe(`/api/v1/attachments/${items[0].id}/content`);
});

test("moving takes a ticket to another project of its workspace, and its former reference still leads to it", async () => {
  const reference = await ticketOf();
  const moved = await done(nadia, "PATCH", `/tickets/${reference}`, { version: 1, project: "PRESSE" });
  expect(moved.reference).toMatch(/^PRESSE-/);
  expect((await done(nadia, "GET", `/tickets/${reference}`)).reference).toBe(moved.reference);
});

test("the platform's administrator opens a beneficiary, a workspace and a project", async () => {
  const beneficiary = await done(admin, "POST", "/beneficiaries", { name: "Archives nationales" });
  await done(admin, "GET", "/beneficiaries");
  await done(admin, "GET", `/beneficiaries/${beneficiary.id}`);
  await done(admin, "PATCH", `/beneficiaries/${beneficiary.id}`, { name: "Archives" });
  await done(admin, "POST", "/workspaces", { beneficiary: beneficiary.id, key: "archives", name: "Archives" });
  await done(admin, "GET", "/workspaces/archives");
  await done(admin, "PATCH", "/workspaces/archives", { name: "Les archives" });
  for (const list of ["categories", "statuses", "profiles", "memberships"])
    await done(admin, "GET", `/workspaces/archives/${list}`);
  const process = "/workspaces/archives/workflows/request";
  const { kind, version, statuses, moves } = await done(admin, "GET", process);
  expect([kind, version]).toEqual(["request", 1]);
  statuses[0].labelFr = "Reçue";
  expect(await done(admin, "PUT", process, { version, statuses, moves })).toMatchObject({ kind, version: 2, statuses });
  const project = await done(admin, "POST", "/projects", {
    workspace: "archives",
    key: "SALLE",
    name: "Salle de lecture",
  });
  expect(project).toMatchObject({ key: "SALLE", workspace: "archives", inboundAddress: "salle@guichet.example" });
  await done(admin, "PATCH", "/projects/SALLE", { name: "Salles" });
  const contact = { role: "moa", name: "Léa", mail: "lea@archives.example", phone: null };
  expect((await done(admin, "PUT", "/projects/SALLE/contacts", { contacts: [contact] })).items).toEqual([contact]);
  expect((await done(admin, "GET", "/projects/SALLE/contacts")).items).toEqual([contact]);
  expect((await done(ines, "GET", "/workspaces")).items.map(({ key }: { key: string }) => key)).toEqual(["culture"]);
  expect((await done(ines, "GET", "/projects/PORTAIL")).inboundAddress).toBe("portail@guichet.example");
  const names = (await done(ines, "GET", "/projects")).items.map(({ key }: { key: string }) => key);
  expect(names.sort()).toEqual(["PORTAIL", "PRESSE"]);
});

test("a member comes, gets another profile, and goes", async () => {
  const mail = "rachid@efs.example";
  const at = "/workspaces/culture/memberships";
  const member = await done(admin, "POST", at, { account: mail, profile: "Demandeur" });
  expect(member).toMatchObject({ person: { mail }, profile: "Demandeur" });
  expect((await done(admin, "PATCH", `${at}/${mail}`, { profile: "Suivi de projet" })).profile).toBe("Suivi de projet");
  await done(admin, "DELETE", `${at}/${mail}`);
  const { items } = await done(oscar, "GET", at);
  expect(items.map(({ person }: { person: { mail: string } }) => person.mail)).not.toContain(mail);
});

test("oscar gives ines a right on PORTAIL, which she has at her next request, and takes it back", async () => {
  const at = "/projects/PORTAIL/grants/ines@culture.example";
  const count = async () => (await done(ines, "GET", "/tickets?project=PORTAIL&limit=200")).items.length;
  const before = await count();
  expect(await done(oscar, "PUT", at, { level: "read" })).toEqual({
    project: "PORTAIL",
    person: { name: world.account("ines@culture.example").name, mail: "ines@culture.example" },
    level: "read",
  });
  expect(await count()).toBeGreaterThan(before);
  const { items } = await done(oscar, "GET", "/projects/PORTAIL/grants");
  expect(items.map(({ person }: { person: { mail: string } }) => person.mail)).toContain("ines@culture.example");
  await done(oscar, "PUT", at, { level: "none" });
  const journal = await done(oscar, "GET", "/workspaces/culture/events?type=grant.withdrawn");
  expect(journal.items[0]).toMatchObject({ type: "grant.withdrawn", payload: { project: "PORTAIL" } });
  const page = await done(oscar, "GET", "/workspaces/culture/events");
  if (page.after) await done(oscar, "GET", `/workspaces/culture/events?after=${page.after}`);
  expect((await doors.ask(camille, "GET", "/workspaces/culture/events")).status).toBe(403);
  expect(await count()).toBe(before);
  expect((await doors.ask(camille, "PUT", at, { level: "read" })).status).toBe(403);
  expect((await doors.ask(oscar, "PUT", at, { level: "all" })).status).toBe(400);
  expect(
    (await doors.ask(oscar, "PUT", "/projects/PORTAIL/grants/nobody@nowhere.example", { level: "read" })).status,
  ).toBe(404);
  expect((await done(camille, "GET", "/projects/PORTAIL/grants")).items).toMatchObject([{ level: "read" }]);
});

test("an account is invited, renamed, given an alias, suspended and restored", async () => {
  const mail = "lea@archives.example";
  const at = `/accounts/${mail}`;
  await done(admin, "POST", "/accounts", { mail, name: "Léa Martin" });
  await done(admin, "GET", at);
  await done(admin, "PATCH", at, { name: "Léa Durand" });
  await done(admin, "POST", `${at}/aliases`, { mail: "l.durand@archives.example" });
  expect((await done(admin, "GET", "/accounts/l.durand@archives.example")).mail).toBe(mail);
  expect((await done(admin, "GET", `${at}/aliases`)).items).toEqual([
    { account: mail, mail: "l.durand@archives.example" },
  ]);
  expect((await done(admin, "GET", "/accounts?q=durand&state=invited")).items).toMatchObject([{ mail }]);
  expect((await done(ines, "GET", "/accounts?q=durand")).items).toEqual([]);
  await done(admin, "DELETE", `${at}/aliases/l.durand@archives.example`);
  expect((await done(admin, "POST", `${at}/suspend`)).suspendedAt).not.toBeNull();
  await done(admin, "POST", `${at}/restore`);
  expect((await done(ines, "GET", "/accounts/me")).mail).toBe("ines@culture.example");
  expect((await done(ines, "PATCH", "/accounts/me", { locale: "en" })).locale).toBe("en");
  expect(await done(ines, "GET", "/accounts/me/notices")).toEqual({ notices: "all", digestHour: 8 });
  expect(await done(ines, "PATCH", "/accounts/me/notices", { notices: "mine" })).toEqual({
    ...{ notices: "mine", digestHour: 8 },
  });
  expect((await doors.ask(ines, "GET", at)).status).toBe(404);
  expect((await doors.ask(ines, "POST", "/accounts", { mail: "x@x.example", name: "X" })).status).toBe(403);
});

test("a token is made with one's password, shown once, and revoked", async () => {
  const password = "guichet-demo-2026";
  const created = await done(camille, "POST", "/tokens", { name: "relevé", password, days: 3 });
  expect(created.token).toMatch(/^gui_/);
  const { items } = await done(created.token, "GET", "/tokens");
  expect(items.map(({ id }: { id: string }) => id)).toContain(created.id);
  expect(JSON.stringify(items)).not.toContain("gui_");
  const wrong = await doors.ask(camille, "POST", "/tokens", { name: "x", password: "not-her-password" });
  expect(wrong.status).toBe(400);
  const remembered = await doors.ask(camille, "POST", "/tokens", { name: "x", password }, { "idempotency-key": "k" });
  expect([remembered.status, remembered.body.code]).toEqual([400, "no-idempotency-key"]);
  expect((await doors.ask(nadia, "DELETE", `/tokens/${created.id}`)).status).toBe(404);
  await done(camille, "DELETE", `/tokens/${created.id}`);
  expect((await doors.ask(created.token, "GET", "/tokens")).status).toBe(401);
});

test("what became of a mail is asked by whoever reviews mails, and by nobody else", async () => {
  const { takeInMail } = await import("@/lib/incoming-mail/take-in-mail");
  const id = "<api-1@culture.example>";
  const head = `From: ines@culture.example\r\nTo: portail@guichet.example\r\nMessage-ID: ${id}\r\nSubject: Accès refusé`;
  const taken = await takeInMail({
    raw: Buffer.from(`${head}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour`),
    ...{ door: "stdin", peer: null, peerTrusted: true, envelopeFrom: null, envelopeTo: [] },
  });
  const asked = `/mails?outcome=opened&sender=INES&subject=acces&messageId=${encodeURIComponent(id)}&from=2020-01-01&to=2100-01-01&limit=1`;
  const { items, after } = await done(nadia, "GET", asked);
  expect(items).toMatchObject([{ ticket: taken.ticket, outcome: "opened", workspace: "culture", messageId: id }]);
  expect(after).toBeNull();
  expect(await done(nadia, "GET", `/mails/${items[0].id}`)).toEqual(items[0]);
  for (const token of [ines, camille]) {
    expect((await doors.ask(token, "GET", asked)).status).toBe(404);
    expect((await doors.ask(token, "GET", `/mails/${items[0].id}`)).status).toBe(404);
  }
  expect((await doors.ask(nadia, "GET", "/mails?outcome=lost")).status).toBe(400);
});

test.each([
  ["links and tasks", callLinksAndTasks],
  ["merge, split and bulk edit", callOperations],
  ["approvals and who stands in", callApprovals],
  ["standard changes", callStandardChanges],
  ["windows, freezes and releases", callPlans],
  ["items, laid, read as they were and known by keys", callItems],
  ["relations, impact, shares and items of tickets", callRelations],
])("%s, from their beginning to their end", async (_what, call) => {
  await call(done, { nadia, oscar, ines, camille });
});

test("a package, from its deposit to its withdrawal", () =>
  callDeposits(done, { nadia, oscar, ines, camille, admin }, world));

test("statistics are read, of what one reads and no more", async () => {
  const read = await done(camille, "GET", "/statistics?by=month&group=kind&figures=opened,backlog");
  expect(read).toMatchObject({ by: "month", group: ["kind"] });
  expect(Object.keys(read.total).sort()).toEqual(["backlog", "opened"]);
  expect(read.total.opened).toBeGreaterThan(0);
});

test("exports are asked for, followed, abandoned and made regularly", async () => {
  const asked = { subject: "tickets", query: "phase=new,open", format: "csv" };
  const { id } = await done(camille, "POST", "/exports", asked);
  expect(await done(camille, "GET", `/exports/${id}`)).toMatchObject({ ...asked, state: "waiting", rows: 0 });
  expect((await done(camille, "GET", "/exports")).items.map((one: { id: string }) => one.id)).toEqual([id]);
  await done(camille, "DELETE", `/exports/${id}`);
  const regular = await done(camille, "POST", "/export-schedules", {
    ...asked,
    name: "Hebdo",
    every: "week",
    day: 1,
    hour: 7,
  });
  expect((await done(camille, "GET", "/export-schedules")).items).toEqual([regular]);
  for (const [method, path] of [
    ["GET", `/exports/${id}`],
    ["DELETE", `/exports/${id}`],
    ["DELETE", `/export-schedules/${regular.id}`],
  ] as const)
    expect((await doors.ask(nadia, method, path)).status).toBe(404);
  await done(camille, "DELETE", `/export-schedules/${regular.id}`);
});

test("every operation of the registry was tried above", async () => {
  const { operations } = await import("@/app/api/v1/_operations/registry");
  expect([...doors.succeeded].sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
});
