import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openWorld, type World } from "../world";

vi.setConfig({ testTimeout: 120_000 });

let world: World;
let accounts: Map<string, string>;
let verbs: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  ...(await import("@/lib/demonstration/lay-past")),
  ...(await import("@/lib/journal/verify-journal")),
  ...(await import("@/lib/figures/statistics")),
  ...(await import("@/lib/figures/question")),
});

beforeAll(async () => {
  world = await openWorld();
  verbs = await load();
  const rows = await world.owner<{ mail: string; id: string }[]>`select mail, id from account`;
  accounts = new Map(rows.map(({ mail, id }) => [mail, id]));
});
afterAll(() => world?.close());

test("two years are laid behind the demonstration in seconds, once, and its journal holds", async () => {
  const began = performance.now();
  await verbs.layPast(accounts);
  expect(performance.now() - began).toBeLessThan(30_000);
  const count = () =>
    world.actor("nadia@titulaire.example").transaction(async (tx) => {
      const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from ticket`);
      return row!.count;
    });
  const laid = await count();
  expect(laid).toBeGreaterThan(500);
  await verbs.layPast(accounts);
  expect(await count()).toBe(laid);
  const { broken } = await verbs.verifyJournal();
  expect(broken).toBeNull();
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const numbers = await workspaceActor(world.workspace("culture").id).transaction((tx) =>
    tx.execute<{ gaps: number }>(sql`select count(*) filter (where number - before <> 1)::int as gaps from (
      select number, lag(number) over (partition by project_id order by number) as before from ticket) t where before is not null`),
  );
  expect(numbers[0]!.gaps).toBe(0);
});

test("each month of the year has its share, and every figure something to say", async () => {
  const question = verbs.StatisticsQuestion.parse({ by: "month" });
  const table = await world.actor("oscar@titulaire.example").transaction((tx) => verbs.readStatistics(tx, question));
  const opened = table.figures.indexOf("opened");
  expect(table.rows).toHaveLength(12);
  for (const { values } of table.rows.slice(1)) expect(values[opened]).toBeGreaterThan(10);
  for (const [place, name] of table.figures.entries()) expect([name, table.total[place]! > 0]).toEqual([name, true]);
});
