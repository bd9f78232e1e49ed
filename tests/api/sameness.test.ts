import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
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
  "PATCH /workspaces/{key}": { name: "x" },
  "POST /workspaces/{key}/memberships": { account: "rachid@efs.example", profile: "Agent" },
  "PATCH /workspaces/{key}/memberships/{mail}": { profile: "Agent" },
  "PATCH /projects/{key}": { name: "x" },
  "PUT /projects/{key}/contacts": { contacts: [] },
  "PUT /projects/{key}/grants/{mail}": { level: "write" },
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
  const names: Record<string, { hidden: string; absent: string }> = {
    "/tickets/{reference}": { hidden: `PORTAIL-${ticket!.number}`, absent: "PORTAIL-999999" },
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
        path.replace(start, start.replace(/\{\w+\}/, name)).replace(/\{\w+\}/, "ines@culture.example"),
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

function blank(text: string): string {
  return text.replace(/"instance":"[^"]*"/, "");
}
