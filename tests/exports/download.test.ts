import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";
import { readCsv, unzip } from "./read-sheets";

let world: World;
let token: string;
let list: typeof import("@/app/api/v1/tickets/export/route");
let file: typeof import("@/app/api/v1/exports/[id]/file/route");
let tokenOf: typeof import("../api/ask")["tokenOf"];

beforeAll(async () => {
  world = await openWorld();
  list = await import("@/app/api/v1/tickets/export/route");
  file = await import("@/app/api/v1/exports/[id]/file/route");
  ({ tokenOf } = await import("../api/ask"));
  token = await tokenOf(world, "camille@culture.example");
});
afterAll(() => world?.close());

const ask = (query: string, bearer: string | null = token) =>
  list.GET(
    new Request(`http://localhost:3000/api/v1/tickets/export?${query}`, {
      headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
    }),
  );

test("the list is downloaded in each format, under a name that says what and when", async () => {
  const csv = await ask("format=csv&kind=incident&columns=reference,kind");
  expect(csv.status).toBe(200);
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="fiches-\d{4}-\d\d-\d\d-\d{4}\.csv"/);
  const [titles, ...records] = readCsv(Buffer.from(await csv.arrayBuffer()));
  expect(titles).toEqual(["Numéro", "Nature"]);
  expect(new Set(records.map(([, kind]) => kind))).toEqual(new Set(["Incident"]));
  for (const [format, entry] of Object.entries({ xlsx: "xl/workbook.xml", ods: "content.xml" })) {
    const answer = await ask(`format=${format}`);
    expect(answer.headers.get("content-type")).toMatch(/spreadsheet/);
    expect([...unzip(Buffer.from(await answer.arrayBuffer())).keys()]).toContain(entry);
  }
});

test("what makes no sense is a problem document, and nobody without the right is given a byte", async () => {
  for (const query of [
    "format=pdf",
    "format=csv&sort=rien",
    "format=csv&columns=rien",
    "format=csv&rien=1",
    "format=csv&q=%FF",
  ])
    expect([query, (await ask(query)).status]).toEqual([query, 400]);
  expect((await ask("format=csv", null)).status).toBe(401);
  expect((await ask("format=csv", await tokenOf(world, "ines@culture.example"))).status).toBe(403);
  const refused = await list.HEAD(new Request("http://localhost:3000/api/v1/tickets/export", { method: "HEAD" }));
  expect(refused.status).toBe(405);
});

test("a finished export is resumed from any byte", async () => {
  const { askExport } = await import("@/lib/exports/ask-export");
  const { runExport } = await import("@/lib/exports/run-export");
  const { id } = await askExport(world.actor("camille@culture.example"), { subject: "tickets", format: "csv" });
  const get = (headers: Record<string, string> = {}) =>
    file.GET(
      new Request(`http://localhost:3000/api/v1/exports/${id}/file`, {
        headers: { authorization: `Bearer ${token}`, ...headers },
      }),
      { params: Promise.resolve({ id }) },
    );
  expect((await get()).status).toBe(409);
  await runExport({ accountId: world.account("camille@culture.example").id, exportId: id }, { last: true });
  const whole = Buffer.from(await (await get()).arrayBuffer());
  const rest = await get({ range: "bytes=100-" });
  expect([rest.status, rest.headers.get("content-range")]).toEqual([
    206,
    `bytes 100-${whole.length - 1}/${whole.length}`,
  ]);
  expect(Buffer.from(await rest.arrayBuffer())).toEqual(whole.subarray(100));
});
