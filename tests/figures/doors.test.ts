import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { FigureName } from "@/lib/figures/definitions";
import { readCsv, readOds, readXlsx } from "../exports/read-sheets";
import { openWorld, type World } from "../world";
import { layFacts } from "./lay-facts";

vi.setConfig({ testTimeout: 240_000 });

let world: World;
let door: typeof import("@/app/api/v1/statistics/route");
let tokenOf: typeof import("../api/ask")["tokenOf"];
let verbs: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  ...(await import("@/lib/figures/statistics")),
  ...(await import("@/lib/exports/statistics-subject")),
  ...(await import("@/lib/exports/stream-export")),
});

beforeAll(async () => {
  world = await openWorld();
  door = await import("@/app/api/v1/statistics/route");
  ({ tokenOf } = await import("../api/ask"));
  verbs = await load();
  await layFacts(world, { seed: 7, each: 40 });
});
afterAll(() => world?.close());

const people = ["nadia@titulaire.example", "camille@culture.example", "rachid@efs.example", "paula@culture.example"];
const tokens = new Map<string, string>();

async function ask(mail: string, query: string, method: "GET" | "HEAD" = "GET") {
  if (!tokens.has(mail)) tokens.set(mail, await tokenOf(world, mail));
  return door[method](
    new Request(`http://localhost:3000/api/v1/statistics?${query}`, {
      method,
      headers: { authorization: `Bearer ${tokens.get(mail)}` },
    }),
  );
}

const some = (values: readonly string[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: 2 }).map((all) => all.join(","));
const questions = fc
  .record(
    {
      from: fc.constantFrom("2025-03-01", "2025-10-26", "2026-01-01"),
      to: fc.constantFrom("2026-01-15", "2026-03-29", "2026-10-31"),
      by: fc.constantFrom("week", "month", "year"),
      group: some(["kind", "category", "status", "priority", "project", "channel", "assignee"]),
      kind: some(["incident", "request"]),
      project: some(["PORTAIL", "DON", "PRESSE"]),
    },
    { requiredKeys: ["from", "to"] },
  )
  .map((asked) => new URLSearchParams(asked).toString());

test("any question gives the same totals on screen, in the API, in XLSX, ODS and CSV", async () => {
  let opened = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...people), questions, async (mail, query) => {
      const screen = await world
        .actor(mail)
        .transaction((tx) => verbs.readStatistics(tx, verbs.readStatisticsQuery(query)));
      const total = (name: FigureName) => screen.total[screen.figures.indexOf(name)]!;
      const api = await (await ask(mail, query)).json();
      expect(Object.keys(api.total)).toEqual(screen.figures);
      // To the millisecond: PostgreSQL adds up the same numbers in another order from one query to the next.
      screen.figures.forEach((name, place) => {
        const value = screen.total[place]!;
        if (value === null) expect([name, api.total[name]]).toEqual([name, null]);
        else expect(Math.abs(api.total[name] - value), `${name} ${query}`).toBeLessThan(0.001);
      });
      expect(api.rows).toHaveLength(screen.rows.length);
      const asked = { subject: "statistics" as const, query, columns: ["opened", "resolved", "reopened"] };
      const expected = [total("opened"), total("resolved"), total("reopened")];
      opened += expected[0]!;
      for (const format of ["xlsx", "ods", "csv"] as const) {
        const bytes = await buffer((await verbs.streamExport(world.actor(mail), { ...asked, format })).body);
        const rows =
          format === "csv"
            ? readCsv(bytes).map((row) => row.map((value) => ({ value })))
            : [...(format === "ods" ? readOds(bytes) : await readXlsx(bytes)).values()][0]!;
        const sums = asked.columns.map((_, place) =>
          rows.slice(1).reduce((sum, row) => sum + Number(row[place]?.value ?? 0), 0),
        );
        expect([format, sums]).toEqual([format, expected]);
      }
    }),
    { numRuns: 25 },
  );
  expect(opened).toBeGreaterThan(50);
});

test("what somebody may not read is in none of the doors: nothing of another workspace, no time without its permission", async () => {
  const camille = await (await ask("camille@culture.example", "group=project&from=2025-01-01&to=2026-12-31")).json();
  const projects = camille.rows.map(({ keys }: { keys: { value: string }[] }) => keys[0]!.value);
  expect(new Set(projects)).toEqual(new Set(["PORTAIL", "PRESSE"]));
  expect(Object.keys(camille.total)).not.toContain("realTime");
  expect((await ask("camille@culture.example", "figures=realTime")).status).toBe(400);
  expect((await ask("ines@culture.example", "by=month")).status).toBe(403);
});

test("what makes no sense is a problem document, and a file is not made for a HEAD", async () => {
  for (const query of [
    "by=hour",
    "group=title",
    "from=2026-13-01",
    "from=2026-02-01&to=2026-01-01",
    "format=pdf",
    "rien=1",
    "counted=opened",
  ])
    expect([query, (await ask("nadia@titulaire.example", query)).status]).toEqual([query, 400]);
  expect((await ask("nadia@titulaire.example", "format=csv", "HEAD")).status).toBe(405);
  expect((await ask("nadia@titulaire.example", "by=year", "HEAD")).status).toBe(200);
  const csv = await ask("nadia@titulaire.example", "format=csv&by=year&columns=step,opened");
  expect(csv.headers.get("content-disposition")).toMatch(/statistiques/);
});
