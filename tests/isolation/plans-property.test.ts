import fc from "fast-check";
import type postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newIdentifier } from "@/lib/tenancy/identifier";
import * as model from "./model";
import { as, ways } from "./observe";
import { openRandomGround, type RandomGround } from "./random-ground";
import { layWorld, plans } from "./random-world";
import type { Laid } from "./random-world-shapes";

// Windows, stages, verifications and freezes of random worlds: what PostgreSQL shows and lets write, beside the model.

vi.setConfig({ testTimeout: 180_000 });

let ground: RandomGround;

beforeAll(async () => {
  ground = await openRandomGround();
  // Jobs write none of these; here the world is laid as one, so that every row passes the wall.
  await ground.owner`grant insert on plan, "freeze", stage_step, verification to guichet_worker`;
});
afterAll(() => ground?.close());

interface Freeze {
  id: string;
  workspace: string;
  project: string | null;
}

const tables = ["plan", "stage_step", "verification"] as const;

test("what hangs from a ticket is read by its readers; a freeze by those of its project, or the members of its workspace", async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      const freezes = await layPlans(laid);
      const tickets = laid.facts.tickets.map(({ id }) => id);
      for (const account of laid.accounts)
        for (const way of ways) {
          const readable = laid.facts.tickets.filter((ticket) => model.mayRead(laid.facts, account, ticket));
          const found = await as(
            ground.web,
            account,
            async (sql) => {
              const hanging: string[][] = [];
              for (const table of tables) {
                const rows = await sql<
                  { id: string }[]
                >`select ticket_id as id from ${sql(table)} where ticket_id = any(${tickets})`;
                hanging.push(rows.map(({ id }) => id).sort());
              }
              const ids = freezes.map(({ id }) => id);
              const cold = await sql<{ id: string }[]>`select id from "freeze" where id = any(${ids})`;
              return { hanging, cold: cold.map(({ id }) => id).sort() };
            },
            way,
          );
          const ids = readable.map(({ id }) => id).sort();
          seen += ids.length;
          expect(found, way).toEqual({
            hanging: [ids, ids, ids],
            cold: freezes
              .filter((freeze) => mayReadFreeze(laid.facts, account, freeze))
              .map(({ id }) => id)
              .sort(),
          });
        }
    }),
    { numRuns: 40 },
  );
  expect(seen).toBeGreaterThan(50);
});

test("who writes a window, a step, a verification or a freeze is who the model says", async () => {
  const let_ = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const laid = await layWorld(ground, plan);
      await layPlans(laid);
      for (const account of laid.accounts)
        for (const ticket of laid.facts.tickets) {
          const written = await writtenBy(account, ticket);
          expect(written).toEqual(shouldWrite(laid.facts, account, ticket));
          for (const did of Object.values(written)) let_[did ? "yes" : "no"] += 1;
        }
    }),
    { numRuns: 20 },
  );
  expect(Math.min(let_.yes, let_.no)).toBeGreaterThan(50);
});

/** On each ticket a window, a step and a verification; a freeze of each project and one of each workspace. */
async function layPlans(laid: Laid): Promise<Freeze[]> {
  const freezes: Freeze[] = [];
  for (const { id: workspace } of ground.workspaces)
    await ground.worker.begin(async (sql) => {
      await sql`select set_config('app.workspace_id', ${workspace}, true)`;
      const tickets = laid.facts.tickets.filter((ticket) => ticket.workspace === workspace);
      for (const { id, requester } of tickets) {
        await sql`insert into plan (workspace_id, ticket_id, window_start, window_end)
          values (${workspace}, ${id}, now(), now() + interval '1 hour')
          on conflict do nothing`;
        await sql`insert into stage_step (workspace_id, ticket_id, environment, step, by)
          values (${workspace}, ${id}, 'preProduction', 'go', ${requester})`;
        await sql`insert into verification (workspace_id, ticket_id, type, starts_on, ends_on)
          values (${workspace}, ${id}, 'va', '2031-01-01', '2031-01-02')`;
      }
      for (const project of [null, ...new Set(tickets.map((ticket) => ticket.project))]) {
        const id = newIdentifier();
        await sql`insert into "freeze" (workspace_id, id, project_id, title, starts_at, ends_at)
          values (${workspace}, ${id}, ${project}, 'Gel', now(), now() + interval '1 day')`;
        freezes.push({ id, workspace, project });
      }
    });
  return freezes;
}

function mayReadFreeze(facts: model.Facts, account: string, { workspace, project }: Freeze): boolean {
  const held = model.permissionsIn(facts, account, workspace);
  if (!held) return false;
  return (
    project === null ||
    held.includes("settings.manage") ||
    held.includes("tickets.readAll") ||
    facts.grants.some((grant) => grant.account === account && grant.project === project)
  );
}

function shouldWrite(facts: model.Facts, account: string, ticket: model.Ticket): Awaited<ReturnType<typeof writtenBy>> {
  const held = model.permissionsIn(facts, account, ticket.workspace) ?? [];
  const reads = model.mayRead(facts, account, ticket);
  const writes = reads && model.mayWriteProject(facts, account, ticket);
  const decides = reads && held.includes("approvals.decide");
  return {
    move: writes,
    go: decides,
    install: writes,
    asAnother: false,
    announce: writes,
    announceDecided: false,
    decide: decides,
    decideAsAnother: false,
    freeze: held.includes("tickets.writeAll") || held.includes("settings.manage"),
    rewrite: false,
  };
}

async function writtenBy(account: string, { id, workspace }: model.Ticket) {
  const lets = (write: (sql: postgres.TransactionSql) => Promise<{ count: number }>) => tries(account, write);
  const step = (step: string, by: string) =>
    lets(
      (sql) => sql`insert into stage_step (workspace_id, ticket_id, environment, step, by)
        values (${workspace}, ${id}, 'production', ${step}, ${by})`,
    );
  const announce = (outcome: string | null) =>
    lets(
      (
        sql,
      ) => sql`insert into verification (workspace_id, ticket_id, type, starts_on, ends_on, created_by, outcome, decided_at, decided_by)
        values (${workspace}, ${id}, 'vsr', '2031-01-01', '2031-01-02', ${account}, ${outcome},
          ${outcome && new Date()}, ${outcome && account})`,
    );
  const decide = (by: string) =>
    lets(
      (sql) =>
        sql`update verification set outcome = 'reception', decided_at = now(), decided_by = ${by} where ticket_id = ${id}`,
    );
  return {
    move: await lets((sql) => sql`update plan set window_end = now() + interval '2 hours' where ticket_id = ${id}`),
    go: await step("go", account),
    install: await step("installed", account),
    asAnother: await step("go", newIdentifier()),
    announce: await announce(null),
    announceDecided: await announce("reception"),
    decide: await decide(account),
    decideAsAnother: await decide(newIdentifier()),
    freeze: await lets(
      (sql) => sql`insert into "freeze" (workspace_id, title, starts_at, ends_at, created_by)
        values (${workspace}, 'Gel', now(), now() + interval '1 day', ${account})`,
    ),
    rewrite: await lets((sql) => sql`update stage_step set reason = 'réécrit' where ticket_id = ${id}`),
  };
}

class Undo extends Error {}

/** Whether a write goes through and touches a row; always undone. */
async function tries(
  account: string,
  write: (sql: postgres.TransactionSql) => Promise<{ count: number }>,
): Promise<boolean> {
  let touched = 0;
  try {
    await as(ground.web, account, async (sql) => {
      touched = (await write(sql)).count;
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return touched === 1;
    if ((error as { code?: string }).code === "42501") return false;
    throw error;
  }
  return false;
}
