import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readBy, shouldRead, ways } from "./observe";
import { shouldWrite, writtenBy } from "./observe-writes";
import { openRandomGround, type RandomGround } from "./random-ground";
import { layWorld, plans } from "./random-world";
import type { Laid } from "./random-world-shapes";

// A test of the property test: each stone taken out of the wall, one at a time, must make it fail.

vi.setConfig({ testTimeout: 180_000 });

let ground: RandomGround;
let worlds: Laid[];

beforeAll(async () => {
  ground = await openRandomGround();
  worlds = [];
  for (const plan of fc.sample(plans, { numRuns: 20, seed: 20_261_123 })) worlds.push(await layWorld(ground, plan));
});
afterAll(() => ground.close());

const tables = ["ticket", "message", "attachment", "event", "participant"];

test("the wall as it stands shows and lets write what the model says", async () => {
  expect(await isNoticed()).toBe(false);
});

test.each(tables)("row security turned off on %s is noticed", async (table) => {
  await mutate(`alter table ${table} disable row level security`, `alter table ${table} enable row level security`);
});

describe("policies", () => {
  const policies: [table: string, policy: string][] = [
    ["ticket", "seen"],
    ["ticket", "opened"],
    ["ticket", "changed"],
    ["message", "seen"],
    ["message", "written"],
    ["message", "taken_back"],
    ["attachment", "seen"],
    ["attachment", "added"],
    ["attachment", "taken_back"],
    ["event", "seen"],
    ["participant", "seen"],
    ["participant", "added"],
    ["participant", "changed"],
  ];

  test("none that people read or write a ticket by is left out of this list", async () => {
    const found = await ground.owner<{ tablename: string; policyname: string }[]>`
      select tablename, policyname from pg_policies where tablename = any(${tables}) and 'guichet_web' = any(roles)`;
    const others = found.filter(
      ({ tablename, policyname }) => !policies.some(([t, p]) => t === tablename && p === policyname),
    );
    // Nobody writes a line of the journal but verbs: who may is held by tests/journal. Nobody takes a participant out but undoing:
    // tests/isolation/desk.test.ts holds whom.
    expect(others.map(({ tablename, policyname }) => `${tablename}.${policyname}`).sort()).toEqual([
      "event.recorded",
      "participant.forgotten",
    ]);
  });

  test.each(policies)("on %s, « %s » taken away or opened to all is noticed", async (table, policy) => {
    const original = await definitionOf(table, policy);
    await mutate(`drop policy ${policy} on ${table}`, original);
    const { using, check } = await clausesOf(table, policy);
    const open = `${using ? " using (true)" : ""}${check ? " with check (true)" : ""}`;
    await mutate(`alter policy ${policy} on ${table} ${open}`, `drop policy ${policy} on ${table}; ${original}`);
  });

  test.each([
    ["participant", "of_the_asking_account"],
    ["search_document", "through_triggers_and_search"],
  ])("on %s, « %s » taken away is noticed", async (table, policy) => {
    await mutate(`drop policy ${policy} on ${table}`, await definitionOf(table, policy));
  });
});

describe("functions that policies call", () => {
  // my_writable_project_ids is not asked to forget a membership: whoever has none sees no ticket, and writes none he cannot see.
  const member = /\w+\.workspace_id IN \( SELECT my_workspace_ids\(\)[^)]*\)/;
  test.each([
    ["my_reach", "an ended membership", /m\.ended_at is null/],
    ["my_reach", "a suspended account", /a\.suspended_at is null/],
    ["my_reach", "the permission", /'tickets\.readAll' = any \(f\.permissions\)/],
    ["my_reach", "the membership of who holds a grant", /g\.workspace_id = any \(spaces\)/],
    ["my_workspace_ids_with", "an ended membership", /m\.ended_at IS NULL/],
    ["my_workspace_ids_with", "a suspended account", /a\.suspended_at IS NULL/],
    ["my_workspace_ids_with", "the permission", /my_workspace_ids_with\.permission = ANY \(f\.permissions\)/],
    ["my_writable_project_ids", "the permission", /'tickets\.writeAll'::text = ANY \(f\.permissions\)/],
    ["my_writable_project_ids", "the level", /g\.level = 'write'::text/],
    ["my_ticket_ids", "who left", /p\.left_at IS NULL/],
    ["my_ticket_ids", "the membership of a participant", member],
    ["search_ticket_ids", "notes", /not d\.internal/],
    ["search_ticket_ids", "rights", /d\.project_id = any \(\$4\)/],
  ])("%s that forgets %s is noticed", async (name, _, condition) => {
    const [found] = await ground.owner<{ text: string }[]>`select pg_get_functiondef(${name}::regproc) as text`;
    const original = found!.text;
    expect(original).toMatch(condition);
    await mutate(original.replace(condition, "true"), original);
  });
});

/** Breaks the wall, demands that a difference is seen, and mends it. */
async function mutate(breaking: string, mending: string): Promise<void> {
  await ground.owner.unsafe(breaking);
  try {
    expect(await isNoticed(), breaking).toBe(true);
  } finally {
    await ground.owner.unsafe(mending);
  }
}

/** In which world a fault showed is where the next one is looked for first. */
async function isNoticed(): Promise<boolean> {
  for (const laid of worlds)
    if (await differs(laid)) {
      worlds = [laid, ...worlds.filter((other) => other !== laid)];
      return true;
    }
  return false;
}

async function differs(laid: Laid): Promise<boolean> {
  for (const account of laid.accounts) {
    for (const way of ways)
      if (!isDeepStrictEqual(await readBy(ground.web, account, laid, way), shouldRead(account, laid))) return true;
    for (const ticket of laid.facts.tickets)
      if (!isDeepStrictEqual(await writtenBy(ground, account, ticket, laid), shouldWrite(account, ticket, laid)))
        return true;
  }
  return false;
}

async function definitionOf(table: string, policy: string): Promise<string> {
  const { using, check, command, role } = await clausesOf(table, policy);
  return `create policy ${policy} on ${table} for ${command} to ${role}
    ${using ? `using (${using})` : ""} ${check ? `with check (${check})` : ""}`;
}

async function clausesOf(table: string, policy: string) {
  const [found] = await ground.owner<{ using: string | null; check: string | null; command: string; role: string }[]>`
    select qual as using, with_check as check, cmd as command, roles[1] as role from pg_policies
    where tablename = ${table} and policyname = ${policy}`;
  return found!;
}
