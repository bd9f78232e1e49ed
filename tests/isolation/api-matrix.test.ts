import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Operation } from "@/app/_doors/api/operation";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { defaultWorkflows } from "@/lib/workflows/default-workflows";
import { openWorld, type World } from "../world";
import { hiddenFrom, learnFacts, type Row, readWholeWorld } from "./demonstration-facts";
import { type Facts, mayReadPart } from "./model";

// Every operation of the API, as everybody, on what does not exist for him: the answer is that of a thing that exists nowhere.

vi.setConfig({ testTimeout: 180_000 });

let world: World;
let api: typeof import("../api/ask");
let operations: Operation[];
let everything: Map<string, Row[]>;
let facts: Facts;
const tokens = new Map<string, string>();

const people = [
  "admin@guichet.example",
  "nadia@titulaire.example",
  "oscar@titulaire.example",
  "camille@culture.example",
].concat(["ines@culture.example", "jules@culture.example", "rachid@efs.example", "paula@culture.example"]);

beforeAll(async () => {
  world = await openWorld();
  api = await import("../api/ask");
  operations = (await import("@/app/api/v1/_operations/registry")).operations;
  for (const mail of people) tokens.set(mail, await api.tokenOf(world, mail));
  const { roleUrl } = await import("@/lib/settings/environment");
  const worker = postgres(roleUrl("guichet_worker"), { max: 1, onnotice: () => {} });
  everything = await readWholeWorld(world.owner, worker);
  await worker.end();
  facts = learnFacts(everything);
});
afterAll(() => world?.close());

/** A body that passes every schema: what is refused must be refused for who asks, not for what he typed. */
const bodies: Record<string, object> = {
  "PATCH /tickets/{reference}": { version: 1, title: "Pris" },
  "PUT /items/imports/{id}/mapping": { mapping: { Nom: "name" } },
  "POST /items/{id}/shares": { workspace: "nulle-part" },
  "POST /relations/{id}/end": {},
  "POST /tickets/{reference}/items": { item: "site-culture" },
  "POST /projects/{key}/deposits": {
    ...{ environment: "production", kind: "script" },
    files: [{ upload: "0".repeat(32), path: "x" }],
  },
  "PUT /projects/{key}/deposits/retention": { kind: "logs", days: 1 },
  "PATCH /deposits/{id}": { label: "Pris" },
  "PUT /deposits/{id}/signature": { upload: "0".repeat(32) },
  "POST /deposits/{id}/verify": {},
  "POST /deposits/{id}/validate": {},
  "POST /deposits/{id}/install": { environment: "production", reason: "Pris." },
  "POST /deposits/{id}/withdraw": { reason: "Pris." },
  "POST /deposits/{id}/links": { days: 1 },
  "PATCH /items/{id}": { version: 1, name: "Pris" },
  "PUT /items/by-key/{key}": { workspace: "nulle-part", type: "site", name: "Pris" },
  "POST /tickets/{reference}/reopen": { text: "Encore." },
  "POST /tickets/{reference}/notes": { text: "Note." },
  "POST /tickets/{reference}/messages": { text: "Message." },
  "POST /tickets/{reference}/participants": { mail: "ines@culture.example" },
  "POST /tickets/{reference}/time": { spentOn: "2026-11-03", accountedMinutes: 5 },
  "PUT /tickets/{reference}/time/{entry}": { spentOn: "2026-11-03", accountedMinutes: 5 },
  "POST /tickets/{reference}/incidents": { incidents: ["PORTAIL-1"] },
  "PUT /tickets/{reference}/known-error": { workaround: "Attendre.", published: true },
  "POST /tickets/{reference}/close-problem": { solution: "Fait." },
  "POST /tickets/{reference}/major": { reason: "Tout." },
  "POST /tickets/{reference}/no-longer-major": { reason: "Rétabli." },
  "POST /tickets/{reference}/communications": { text: "Patience." },
  "POST /tickets/{reference}/approvals": { approvers: ["camille@culture.example"] },
  "PATCH /tickets/{reference}/change": { type: "normal" },
  "POST /tickets/{reference}/review": { review: "Bien." },
  "POST /approvals/{id}/decide": { verdict: "approve" },
  "POST /workspaces/{key}/change-templates": { title: "Pris", message: "Pris." },
  "POST /tickets/{reference}/links": { way: "blocks", ticket: "PORTAIL-1" },
  "POST /tickets/{reference}/tasks": { title: "Prise" },
  "PATCH /tasks/{id}": { title: "Prise" },
  "POST /tickets/{reference}/merge": { into: "PORTAIL-1" },
  "POST /tickets/{reference}/split": { messages: ["00000000-0000-7000-8000-000000000001"], title: "Prise" },
  "PUT /tickets/{reference}/window": { version: 1, window: { start: "2031-01-06T20:00", end: "2031-01-06T21:00" } },
  "POST /tickets/{reference}/stages": { step: "go", environment: "preProduction" },
  "POST /tickets/{reference}/verifications": { type: "va", startsOn: "2031-01-06", endsOn: "2031-01-07" },
  "POST /tickets/{reference}/verifications/{id}": { outcome: "reception" },
  "PATCH /workspaces/{key}": { name: "Pris" },
  "PUT /workspaces/{key}/workflows/{kind}": { version: 1, ...defaultWorkflows.request },
  "PATCH /workspaces/{key}/memberships/{mail}": { profile: "Demandeur" },
  "POST /workspaces/{key}/memberships": { account: "ines@culture.example", profile: "Demandeur" },
  "PATCH /projects/{key}": { name: "Pris" },
  "PUT /projects/{key}/contacts": { contacts: [] },
  "PUT /projects/{key}/grants/{mail}": { level: "read" },
  "PATCH /beneficiaries/{id}": { name: "Pris" },
  "PATCH /accounts/{mail}": { name: "Pris" },
  "POST /accounts/{mail}/aliases": { mail: "autre@nulle-part.example" },
};

test("every operation that is about something and takes a body has one here", () => {
  const wanted = operations.filter(({ path, body }) => body && path.includes("{")).map(nameOf);
  expect(Object.keys(bodies).sort()).toEqual(wanted.sort());
});

describe.each(people)("for %s", (mail) => {
  test("what belongs to another workspace, to an unreadable project or to somebody else answers as what exists nowhere", async () => {
    const before = await countEvents();
    for (const operation of operations.filter(({ path }) => path.includes("{")))
      for (const [foreign, absent] of pairsFor(mail, operation.path)) {
        const [one, other] = [await ask(mail, operation, foreign), await ask(mail, operation, absent)];
        const where = `${nameOf(operation)} ${foreign}`;
        expect([403, 404], where).toContain(one.status);
        if (operation.path.startsWith("/tickets/")) expect(one.status, where).toBe(404);
        expect(plain(one, foreign), where).toEqual(plain(other, absent));
        for (const secret of secretsFrom(mail)) expect(one.text, where).not.toContain(secret);
      }
    expect(await countEvents()).toBe(before);
  });

  test("no list holds any of it, however it is asked", async () => {
    const secrets = secretsFrom(mail);
    const words = secrets.slice(0, 5).map((title) => `q=${encodeURIComponent(title)}`);
    const filters = [
      "",
      "workspace=efs",
      "project=DON",
      "workspace=culture",
      "project=PORTAIL",
      "project=PRESSE",
      ...words,
    ];
    for (const { method, path, query } of operations.filter((one) => one.method === "GET" && !one.path.includes("{")))
      for (const filter of query ? filters : [""]) {
        const { text } = await api.ask(tokens.get(mail)!, method, `${path}?${filter}`);
        for (const secret of secrets) expect(text, `${path}?${filter}`).not.toContain(secret);
      }
  });
});

test("nobody without a token is told anything", async () => {
  for (const operation of operations) {
    const path = operation.path.replaceAll(/\{\w+\}/g, "PORTAIL-1");
    const { status, text } = await api.ask(null, operation.method, path, bodies[nameOf(operation)]);
    expect([nameOf(operation), status]).toEqual([nameOf(operation), 401]);
    for (const { title } of everything.get("ticket")!) expect(text).not.toContain(title);
  }
});

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

function ask(mail: string, operation: Operation, path: string) {
  return api.ask(tokens.get(mail)!, operation.method, path, bodies[nameOf(operation)]);
}

/** An answer without what it was asked about, and without what differs each time. */
function plain({ status, text }: { status: number; text: string }, path: string) {
  const names = path.split("/").slice(2).map(decodeURIComponent);
  const same = text.replace(/"instance":"[^"]*"/, "");
  return { status, text: names.reduce((said, name) => said.replaceAll(name, "…"), same) };
}

/** Addresses of what exists for others, each with the address of nothing of the same sort. */
function pairsFor(mail: string, path: string): [foreign: string, absent: string][] {
  const fill = (value: string) => {
    const [first, ...others] = path.split(/\{\w+\}/);
    // A link is named by its way and the other ticket.
    if (path.endsWith("{other}")) return `${first}${encodeURIComponent(value)}/links/blocks/PORTAIL-1`;
    return `${first}${encodeURIComponent(value)}${others.join(encodeURIComponent(otherName(path)))}`;
  };
  const { values, absent } = foreignTo(mail, path);
  return values.map((value) => [fill(value), fill(absent)]);
}

/** The second name of an address, which only matters once the first is found. */
function otherName(path: string): string {
  if (path.endsWith("{workspace}")) return "nulle-part";
  if (
    path.endsWith("{entry}") ||
    path.endsWith("{item}") ||
    path.endsWith("{link}") ||
    path.endsWith("verifications/{id}")
  )
    return "00000000-0000-7000-8000-000000000001";
  if (path.endsWith("{kind}")) return "request";
  return path.endsWith("{mail}") ? "nadia@titulaire.example" : "alias@nulle-part.example";
}

function foreignTo(mail: string, path: string): { values: string[]; absent: string } {
  const account = world.account(mail).id;
  const hidden = hiddenFrom(everything, facts, account);
  const column = (rows: Row[], name: string) => rows.map((row) => String(row[name]));
  if (path.startsWith("/tickets/"))
    return { values: column(hidden.someTickets, "reference"), absent: "PORTAIL-999999" };
  if (path.startsWith("/workspaces/")) return { values: column(hidden.workspaces, "key"), absent: "nulle-part" };
  if (path.startsWith("/projects/")) return { values: column(hidden.projects, "key"), absent: "NULLE" };
  if (path.startsWith("/beneficiaries/"))
    return { values: column(hidden.workspaces, "beneficiary_id"), absent: newIdentifier() };
  if (path.startsWith("/accounts/"))
    return { values: column(hidden.strangers, "mail"), absent: "personne@nulle-part.example" };
  if (path.startsWith("/mails/")) {
    const reviewed = hidden.workspaces.map(({ id }) => id);
    const mails = everything.get("incoming_mail")!.filter((row) => reviewed.includes(row.workspace_id));
    return { values: column(mails.slice(0, 3), "id"), absent: newIdentifier() };
  }
  if (path.startsWith("/tasks/")) {
    const unread = everything.get("task")!.filter((row) => hidden.tickets.some(({ id }) => id === row.ticket_id));
    return { values: column(unread.slice(0, 3), "id"), absent: newIdentifier() };
  }
  if (path.startsWith("/deposits/")) {
    const unread = everything.get("package")!.filter((row) => hidden.projects.some(({ id }) => id === row.project_id));
    return { values: column(unread.slice(0, 3), "id"), absent: newIdentifier() };
  }
  // Nobody has any in the demonstration world: those of others are asked in tests/item-imports.
  if (path.startsWith("/items/imports/")) return { values: [newIdentifier()], absent: newIdentifier() };
  // The key is looked for in the workspace that the body names, which exists for nobody.
  if (path.startsWith("/items/by-key/")) return { values: ["site-culture"], absent: "site-nulle-part" };
  if (path.startsWith("/items/")) {
    const unread = everything.get("item")!.filter((row) => hidden.workspaces.some(({ id }) => id === row.workspace_id));
    return { values: column(unread.slice(0, 3), "id"), absent: newIdentifier() };
  }
  if (path.startsWith("/relations/")) {
    const theirs = everything.get("item_relation")!;
    const unread = theirs.filter((row) => hidden.workspaces.some(({ id }) => id === row.workspace_id));
    return { values: column(unread.slice(0, 3), "id"), absent: newIdentifier() };
  }
  if (path.startsWith("/operations/")) {
    const others = everything.get("operation")!.filter((row) => row.account_id !== account);
    return { values: column(others.slice(0, 3), "batch_id"), absent: newIdentifier() };
  }
  if (path.startsWith("/freezes/")) {
    const theirs = everything
      .get("freeze")!
      .filter((row) => hidden.workspaces.some(({ id }) => id === row.workspace_id));
    return { values: column(theirs, "id"), absent: newIdentifier() };
  }
  if (path.startsWith("/messages/")) {
    const unread = everything.get("message")!.filter((row) => {
      const ticket = facts.tickets.find(({ id }) => id === row.ticket_id)!;
      return !mayReadPart(facts, account, ticket, row.internal ? "notes.read" : null);
    });
    const [note] = unread.filter((row) => row.internal);
    return { values: column([...unread.slice(0, 2), ...(note ? [note] : [])], "id"), absent: newIdentifier() };
  }
  if (path.startsWith("/tokens/")) {
    const others = everything.get("access_token")!.filter((row) => row.account_id !== account && !hidden.administers);
    return { values: column(others.slice(0, 2), "id"), absent: newIdentifier() };
  }
  // Nobody has any in the demonstration world: those of others are asked in tests/exports.
  if (path.startsWith("/exports/") || path.startsWith("/export-schedules/"))
    return { values: [newIdentifier()], absent: newIdentifier() };
  if (path.startsWith("/approvals/")) {
    const unread = hidden.tickets.map(({ id }) => id);
    const approvals = everything.get("approval")!.filter((row) => unread.includes(row.ticket_id));
    return { values: column(approvals.slice(0, 3), "id"), absent: newIdentifier() };
  }
  if (path.startsWith("/delegations/") || path.startsWith("/change-templates/")) {
    const table = path.startsWith("/delegations/") ? "delegation" : "change_template";
    const spaces = hidden.workspaces.map(({ id }) => id);
    const rows = everything.get(table)!.filter((row) => spaces.includes(row.workspace_id));
    return { values: column(rows.slice(0, 3), "id"), absent: newIdentifier() };
  }
  throw new Error(`${path}: say in this test what may be foreign there.`);
}

function secretsFrom(mail: string): string[] {
  const { secrets } = hiddenFrom(everything, facts, world.account(mail).id);
  return secrets.map((text) => JSON.stringify(text).slice(1, -1));
}

async function countEvents(): Promise<number> {
  const [found] = await world.owner<{ lines: number }[]>`select sum(last_sequence)::int as lines from chain`;
  return found!.lines;
}
