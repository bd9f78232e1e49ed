import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultWorkflows } from "@/lib/workflows/default-workflows";
import { openWorld, type World } from "../world";

let world: World;
let doors: typeof import("./ask");

beforeAll(async () => {
  world = await openWorld();
  doors = await import("./ask");
});
afterAll(() => world?.close());

/** A body that the operation would take from somebody entitled. */
const bodies: Record<string, object> = {
  "PATCH /tickets/{reference}": { version: 1, title: "x" },
  "POST /tickets/{reference}/reopen": { text: "x" },
  "POST /tickets/{reference}/messages": { text: "x" },
  "POST /tickets/{reference}/notes": { text: "x" },
  "POST /tickets/{reference}/participants": { mail: "rachid@efs.example" },
  "POST /tickets/{reference}/time": { spentOn: "2026-11-03", accountedMinutes: 5 },
  "PUT /tickets/{reference}/time/{entry}": { spentOn: "2026-11-03", accountedMinutes: 5 },
  "POST /tickets/{reference}/incidents": { incidents: ["DON-1"] },
  "PUT /tickets/{reference}/known-error": { workaround: "x" },
  "POST /tickets/{reference}/close-problem": { solution: "x" },
  "POST /tickets/{reference}/major": { reason: "x" },
  "POST /tickets/{reference}/no-longer-major": { reason: "x" },
  "POST /tickets/{reference}/communications": { text: "x" },
  "POST /tickets/{reference}/approvals": { approvers: ["rachid@efs.example"] },
  "PATCH /tickets/{reference}/change": { type: "normal" },
  "POST /tickets/{reference}/review": { review: "x" },
  "POST /approvals/{id}/decide": { verdict: "approve" },
  "POST /workspaces/{key}/change-templates": { title: "x", message: "x" },
  "POST /tickets/{reference}/links": { way: "blocks", ticket: "DON-1" },
  "POST /tickets/{reference}/tasks": { title: "x" },
  "PATCH /tasks/{id}": { title: "x" },
  "POST /tickets/{reference}/merge": { into: "DON-1" },
  "POST /tickets/{reference}/split": { messages: [randomUUID()], title: "x" },
  "PUT /tickets/{reference}/window": { version: 1, window: { start: "2031-01-06T20:00", end: "2031-01-06T21:00" } },
  "POST /tickets/{reference}/stages": { step: "go", environment: "preProduction" },
  "POST /tickets/{reference}/verifications": { type: "va", startsOn: "2031-01-06", endsOn: "2031-01-07" },
  "POST /tickets/{reference}/verifications/{id}": { outcome: "reception" },
  "PUT /workspaces/{key}/workflows/{kind}": { version: 1, ...defaultWorkflows.request },
  "PATCH /workspaces/{key}": { name: "x" },
  "POST /workspaces/{key}/memberships": { account: "rachid@efs.example", profile: "Agent" },
  "PATCH /workspaces/{key}/memberships/{mail}": { profile: "Agent" },
  "PATCH /projects/{key}": { name: "x" },
  "PUT /projects/{key}/contacts": { contacts: [] },
  "PUT /projects/{key}/grants/{mail}": { level: "write" },
  "PUT /items/imports/{id}/mapping": { mapping: { Nom: "name" } },
  "POST /items/{id}/shares": { workspace: "efs" },
  "POST /relations/{id}/end": {},
  "POST /tickets/{reference}/items": { item: "x" },
  "POST /projects/{key}/deposits": {
    ...{ environment: "production", kind: "script" },
    files: [{ upload: "0".repeat(32), path: "x" }],
  },
  "PUT /projects/{key}/deposits/retention": { kind: "logs", days: 1 },
  "PATCH /deposits/{id}": { label: "x" },
  "PUT /deposits/{id}/signature": { upload: "0".repeat(32) },
  "POST /deposits/{id}/verify": {},
  "POST /deposits/{id}/validate": {},
  "POST /deposits/{id}/install": { environment: "production", reason: "x" },
  "POST /deposits/{id}/withdraw": { reason: "x" },
  "POST /deposits/{id}/links": { days: 1 },
  "PATCH /items/{id}": { version: 1, name: "x" },
  "PUT /items/by-key/{key}": { workspace: "culture", type: "site", name: "x" },
  "PATCH /beneficiaries/{id}": { name: "x" },
  "PATCH /accounts/{mail}": { name: "x" },
  "POST /accounts/{mail}/aliases": { mail: "x@x.example" },
};

test("what rachid may not see answers, in each operation, exactly as what does not exist", async () => {
  const { operations } = await import("@/app/api/v1/_operations/registry");
  const rachid = await doors.tokenOf(world, "rachid@efs.example");
  await doors.tokenOf(world, "ines@culture.example");
  const [token] =
    await world.owner`select id from access_token where account_id = ${world.account("ines@culture.example").id}`;
  const [beneficiary] = await world.owner`select beneficiary_id as id from workspace where key = 'culture'`;
  const [ticket] = await world.owner`select number from project_counter c, lateral (select c.last_number as number) n
    where c.project_id = ${world.project("PORTAIL").id}`;
  const message = (
    await world.actor("nadia@titulaire.example").transaction(async (tx) => {
      const { sql } = await import("drizzle-orm");
      return tx.execute<{ id: string }>(sql`select m.id from message m join ticket t on t.id = m.ticket_id
        where t.reference like 'PORTAIL-%' limit 1`);
    })
  )[0];
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const [mail] = await workspaceActor(world.workspace("culture").id).transaction(async (tx) => {
    const { sql } = await import("drizzle-orm");
    return tx.execute<{ id: string }>(sql`insert into incoming_mail
        (workspace_id, delivery_key, sha256, storage_key, size, door, peer_trusted, envelope_to, outcome, handled_at)
      values (${world.workspace("culture").id}, 'sameness', 'x', 'x', 1, 'smtp', true, '{}', 'quarantined', now()) returning id`);
  });
  const ofCulture = await idsOfCulture();
  const camille = await doors.tokenOf(world, "camille@culture.example");
  const made = async (path: string, body: object) =>
    (JSON.parse((await doors.ask(camille, "POST", path, body)).text) as { id: string }).id;
  const exported = { subject: "tickets", format: "ods" };
  const anExport = await made("/exports", exported);
  const aSchedule = await made("/export-schedules", { ...exported, name: "x", every: "day", hour: 7 });
  const names: Record<string, { hidden: string; absent: string }> = {
    "/exports/{id}": { hidden: anExport, absent: randomUUID() },
    "/export-schedules/{id}": { hidden: aSchedule, absent: randomUUID() },
    ...Object.fromEntries(ofCulture.map(([room, id]) => [`/${room}/{id}`, { hidden: id, absent: randomUUID() }])),
    "/tickets/{reference}": { hidden: `PORTAIL-${ticket!.number}`, absent: "PORTAIL-999999" },
    "/items/imports/{id}": { hidden: await importOfNadia(), absent: randomUUID() },
    "/items/by-key/{key}": { hidden: "site-culture", absent: "site-nowhere" },
    "/workspaces/{key}": { hidden: "culture", absent: "nowhere" },
    "/projects/{key}": { hidden: "PORTAIL", absent: "NOWHERE" },
    "/beneficiaries/{id}": { hidden: beneficiary!.id, absent: randomUUID() },
    "/mails/{id}": { hidden: mail!.id, absent: randomUUID() },
    "/messages/{id}": { hidden: message!.id, absent: randomUUID() },
    "/tokens/{id}": { hidden: token!.id, absent: randomUUID() },
    "/accounts/{mail}": { hidden: "ines@culture.example", absent: "nobody@nowhere.example" },
  };
  const tried: string[] = [];
  for (const { method, path } of operations.filter((one) => one.path.includes("{"))) {
    const start = Object.keys(names).find((name) => path.startsWith(name))!;
    const ask = (name: string) =>
      doors.ask(
        rachid,
        method,
        secondNames(path.replace(start, start.replace(/\{\w+\}/, name))),
        bodies[`${method} ${path}`],
      );
    const hidden = await ask(names[start]!.hidden);
    const absent = await ask(names[start]!.absent);
    expect([method, path, hidden.status]).toEqual([method, path, 404]);
    expect(blank(hidden.text)).toBe(blank(absent.text));
    expect([...hidden.headers]).toEqual([...absent.headers]);
    tried.push(path);
  }
  expect(tried.length).toBeGreaterThan(35);
});

test("creating in what one may not see answers as creating in what does not exist", async () => {
  const rachid = await doors.tokenOf(world, "rachid@efs.example");
  const cases: [string, object, object][] = [
    ["/tickets", { project: "PORTAIL", title: "x", message: "x" }, { project: "NOWHERE", title: "x", message: "x" }],
    [
      "/projects",
      { workspace: "culture", key: "PORTAIL", name: "x" },
      { workspace: "nowhere", key: "PORTAIL", name: "x" },
    ],
  ];
  for (const [path, hidden, absent] of cases) {
    const [one, other] = [await doors.ask(rachid, "POST", path, hidden), await doors.ask(rachid, "POST", path, absent)];
    expect([path, one.status]).toEqual([path, 404]);
    expect(blank(one.text)).toBe(blank(other.text));
  }
});

/** What else an address names, which only matters once the first name is found. */
function secondNames(path: string): string {
  return path
    .replace(/\{(id|entry|link)\}/, "00000000-0000-7000-8000-000000000001")
    .replace("{kind}", "request")
    .replace("{way}", "blocks")
    .replace("{other}", "DON-1")
    .replace("{workspace}", "efs")
    .replace("{item}", "00000000-0000-7000-8000-000000000001")
    .replace(/\{\w+\}/, "ines@culture.example");
}

async function importOfNadia(): Promise<string> {
  const { sendFile } = await import("../deposits/lay-package");
  const { startItemImport } = await import("@/lib/item-imports/start-item-import");
  const nadia = "nadia@titulaire.example";
  const upload = await sendFile(world, nadia, "parc.csv", Buffer.from("Nom\nx\n"));
  return (await startItemImport(world.actor(nadia), { workspace: "culture", type: "server", upload })).id;
}

/** One of each thing of the workspace that has an address of its own. */
async function idsOfCulture(): Promise<[room: string, id: string][]> {
  const [nadia, oscar] = ["nadia@titulaire.example", "oscar@titulaire.example"];
  const { declareFreeze } = await import("@/lib/planning/declare-freeze");
  const { createChangeTemplate } = await import("@/lib/changes/create-change-template");
  const { delegateApprovals } = await import("@/lib/approvals/delegate-approvals");
  const { createItem } = await import("@/lib/items/create-item");
  const { relateItems } = await import("@/lib/items/relate-items");
  const { addTask } = await import("@/lib/tickets/add-task");
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { askApproval } = await import("@/lib/approvals/ask-approval");
  const { mergeTickets } = await import("@/lib/operations/merge-tickets");
  const open = async (kind: "change" | "incident") =>
    (await openTicket(world.actor(nadia), { project: "PORTAIL", kind, title: "x", message: "x" })).reference;
  const [change, one, other] = [await open("change"), await open("incident"), await open("incident")];
  const days = { startsOn: "2031-01-06", endsOn: "2031-01-07" };
  const span = { start: "2031-02-06T20:00", end: "2031-02-07T20:00" };
  const template = { title: "x", message: "x", steps: [], risk: 1 };
  const approvers = ["camille@culture.example"];
  const delegated = { workspace: "culture", to: oscar, ...days };
  const item = { workspace: "culture", type: "site", name: "x" };
  const [laid, hosted] = [await createItem(world.actor(nadia), item), await createItem(world.actor(nadia), item)];
  const { layPackage } = await import("../deposits/lay-package");
  return [
    ["deposits", (await layPackage(world, nadia, { "x.txt": Buffer.from("x") })).id],
    ["items", laid.id],
    ["relations", (await relateItems(world.actor(nadia), { from: laid.id, type: "hosts", to: hosted.id })).id],
    ["tasks", (await addTask(world.actor(nadia), { ticket: change, title: "x" })).id],
    ["approvals", (await askApproval(world.actor(nadia), { ticket: change, approvers })).id],
    ["freezes", (await declareFreeze(world.actor(nadia), { workspace: "culture", title: "x", ...span })).id],
    ["change-templates", (await createChangeTemplate(world.actor(oscar), { ...template, workspace: "culture" })).id],
    ["delegations", (await delegateApprovals(world.actor("camille@culture.example"), delegated)).id],
    ["operations", (await mergeTickets(world.actor(nadia), { tickets: [one], into: other })).operation],
  ];
}

function blank(text: string): string {
  return text.replace(/"instance":"[^"]*"/, "");
}
