import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { FigureName } from "@/lib/figures/definitions";
import { steps } from "@/lib/figures/period";
import { openWorld, type World } from "../world";
import { type LaidFact, layFacts, readFacts } from "./lay-facts";
import { figuresOf, stepsOf } from "./reference-model";

vi.setConfig({ testTimeout: 240_000 });

let world: World;
let facts: LaidFact[];
let verbs: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  ...(await import("@/lib/figures/statistics")),
  ...(await import("@/lib/figures/question")),
  ...(await import("@/lib/figures/definitions")),
  ...(await import("@/lib/tickets/ticket-list-queries")),
  ...(await import("@/lib/tickets/ticket-stream-queries")),
  ...(await import("@/lib/tickets/ticket-filter")),
});

beforeAll(async () => {
  world = await openWorld();
  verbs = await load();
  await layFacts(world, { seed: 20261124, each: 60 });
  facts = await readFacts(world);
});
afterAll(() => world?.close());

/** Of whom each person reads what, in plain words: whole projects, and beside them what is one's own or one takes part in. */
const readers: Record<string, { projects: string[]; statistics: string[] }> = {
  "nadia@titulaire.example": {
    projects: ["PORTAIL", "PRESSE", "DON", "FOUILLES"],
    statistics: ["culture", "efs", "inrap"],
  },
  "camille@culture.example": { projects: ["PORTAIL", "PRESSE"], statistics: ["culture"] },
  "rachid@efs.example": { projects: ["DON"], statistics: ["efs"] },
  // A member of inrap too, where her profile holds no statistics.
  "paula@culture.example": { projects: ["PORTAIL"], statistics: ["culture"] },
};

function readBy(mail: string): LaidFact[] {
  const { projects, statistics } = readers[mail]!;
  const { id } = world.account(mail);
  return facts.filter(
    (one) =>
      statistics.includes(one.workspace) &&
      (projects.includes(one.project) || one.requester === id || one.participants.includes(id)),
  );
}

const some = <T extends string>(values: readonly T[]) => fc.subarray([...values], { minLength: 1, maxLength: 2 });
const choices = {
  kind: some(["incident", "request", "problem"]),
  priority: some(["1", "2", "3", "4"]),
  project: some(["PORTAIL", "PRESSE", "DON", "FOUILLES"]),
  phase: some(["new", "open", "waiting", "resolved", "closed"]),
  category: some(["assistance", "security", "-"]),
};
const filters = fc
  .subarray(Object.keys(choices) as (keyof typeof choices)[], { maxLength: 2 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, choices[name]]))));
type Filters = Partial<Record<"kind" | "priority" | "project" | "phase" | "category", string[]>>;

const meets = (one: LaidFact, asked: Filters) =>
  Object.entries(asked).every(([name, values]) => {
    const value = one[name as keyof LaidFact];
    return values.includes(value === null ? "-" : String(value));
  });

const days = fc.integer({ min: 0, max: 660 }).map((n) => new Date(Date.UTC(2025, 1, 1 + n)).toISOString().slice(0, 10));
const periods = fc.tuple(days, days).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));
const keyOf = {
  kind: (one: LaidFact) => one.kind,
  category: (one: LaidFact) => one.category,
  status: (one: LaidFact) => one.status,
  priority: (one: LaidFact) => String(one.priority),
  project: (one: LaidFact) => one.project,
  workspace: (one: LaidFact) => one.workspace,
  channel: (one: LaidFact) => one.channel,
};
type Grouped = keyof typeof keyOf;
const groups = fc.subarray(Object.keys(keyOf) as Grouped[], { maxLength: 2 });

const counted = ["opened", "answered", "resolved", "closed", "reopened", "backlog"] as const;
/** Asked only where no step is: between two steps the backlog's ages are known by their mean alone. */
const agesAtTheEnd = ["ageMedian", "ageP90"];

function expectFigures(
  figures: FigureName[],
  values: (number | null)[],
  wanted: Record<string, number | null>,
  stepped = false,
) {
  figures.forEach((name, place) => {
    if (!(name in wanted) || (stepped && agesAtTheEnd.includes(name))) return;
    const [got, expected] = [values[place]!, wanted[name]!];
    if (expected === null || got === null) expect([name, got]).toEqual([name, expected]);
    // What is still going on ages while it is asked.
    else
      expect(Math.abs(got - expected), `${name}: ${got}, ${expected} wanted`).toBeLessThan(
        name.startsWith("age") ? 60 : 0.01,
      );
  });
}

test("any filter, period and grouping gives each person the figures of the reference model", async () => {
  const seen = { rows: 0, opened: 0, reopened: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(readers)),
      filters,
      periods,
      fc.option(fc.constantFrom(...steps), { nil: undefined }),
      groups,
      async (mail, asked, period, by, group) => {
        const question = verbs.StatisticsQuestion.parse({ ...asked, ...period, by, group });
        const table = await world.actor(mail).transaction((tx) => verbs.readStatistics(tx, question));
        const mine = readBy(mail).filter((one) => meets(one, asked as Filters));
        const now = new Date();
        const whole = figuresOf(mine, period.from, period.to, now);
        expectFigures(table.figures, table.total, whole);
        const slices = by ? stepsOf(period.from, period.to, by) : [{ first: null, ...period }];
        for (const row of table.rows) {
          const slice = slices.find(({ first }) => first === row.step)!;
          const under = mine.filter((one) => group.every((name, place) => keyOf[name](one) === row.keys[place]!.value));
          expectFigures(table.figures, row.values, figuresOf(under, slice.from, slice.to, now), by !== undefined);
        }
        // Nothing is missing: what is additive adds up to the total.
        for (const name of ["opened", "answered", "resolved", "closed", "reopened"] as const) {
          const place = table.figures.indexOf(name);
          expect(table.rows.reduce((sum, { values }) => sum + values[place]!, 0)).toBe(whole[name]);
        }
        seen.rows += table.rows.length;
        seen.opened += whole.opened!;
        seen.reopened += whole.reopened!;
      },
    ),
    { numRuns: 120 },
  );
  expect(seen.opened).toBeGreaterThan(100);
  expect(seen.reopened).toBeGreaterThan(5);
  expect(seen.rows).toBeGreaterThan(500);
});

test("every number leads to the tickets behind it", async () => {
  let behind = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(readers)),
      filters,
      periods,
      fc.constantFrom(...counted),
      async (mail, asked, { from, to }, name) => {
        const mine = readBy(mail).filter((one) => meets(one, asked as Filters));
        const wanted = mine.filter((one) => (figuresOf([one], from, to, new Date())[name] ?? 0) > 0);
        const filter = verbs.TicketFilter.parse({
          ...asked,
          workspace: readers[mail]!.statistics,
          counted: name,
          countedFrom: name === "backlog" ? undefined : from,
          countedTo: to,
        });
        const found = await world
          .actor(mail)
          .transaction((tx) => verbs.countTickets(tx, { filter, timeZone: "Asia/Tokyo", workspaceIds: null }));
        const now = new Date().toISOString().slice(0, 10);
        if (name === "backlog" && to >= now) return;
        expect(found).toBe(wanted.length);
        behind += found;
      },
    ),
    { numRuns: 120 },
  );
  expect(behind).toBeGreaterThan(50);
});

test("time exists for nobody who may not read it", async () => {
  const ask = (mail: string, figures: string) =>
    world.actor(mail).transaction((tx) => verbs.readStatistics(tx, verbs.StatisticsQuestion.parse({ figures })));
  expect((await ask("camille@culture.example", "")).figures).not.toContain("realTime");
  await expect(ask("camille@culture.example", "realTime")).rejects.toMatchObject({ code: "unknown-figure" });
  expect((await ask("nadia@titulaire.example", "")).figures).toContain("realTime");
});

test("whoever may read no statistics is refused, and a period upside down or a bottomless question too", async () => {
  const ask = (mail: string, asked: object) =>
    world.actor(mail).transaction((tx) => verbs.readStatistics(tx, verbs.StatisticsQuestion.parse(asked)));
  await expect(ask("ines@culture.example", {})).rejects.toMatchObject({ code: "statistics-not-allowed" });
  await expect(ask("admin@guichet.example", {})).rejects.toMatchObject({ code: "statistics-not-allowed" });
  await expect(ask("nadia@titulaire.example", { from: "2026-02-01", to: "2026-01-01" })).rejects.toMatchObject({
    code: "period-upside-down",
  });
  await expect(
    ask("nadia@titulaire.example", { from: "1900-01-01", to: "2026-01-01", by: "day", group: "kind,status,project" }),
  ).rejects.toMatchObject({ code: "too-many-figures" });
  expect(verbs.StatisticsQuestion.safeParse({ by: "hour" }).success).toBe(false);
  expect(verbs.StatisticsQuestion.safeParse({ group: "kind,'; drop table ticket" }).success).toBe(false);
  expect(verbs.StatisticsQuestion.safeParse({ from: "2026-02-30" }).success).toBe(false);
});

test("a filter that nothing meets gives zeros and no delay, and the steps of the period all the same", async () => {
  const question = verbs.StatisticsQuestion.parse({ project: "RIEN", from: "2026-03-28", to: "2026-03-30", by: "day" });
  const table = await world.actor("nadia@titulaire.example").transaction((tx) => verbs.readStatistics(tx, question));
  expect(table.rows.map(({ step }) => step)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  const of = (name: FigureName) => table.total[table.figures.indexOf(name)];
  expect([of("opened"), of("backlog"), of("resolutionMedian"), of("accountedTime")]).toEqual([0, 0, null, 0]);
});
