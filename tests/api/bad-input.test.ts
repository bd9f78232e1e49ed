import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let doors: typeof import("./ask");
let nadia: string;
let admin: string;
let reference: string;

beforeAll(async () => {
  world = await openWorld();
  doors = await import("./ask");
  nadia = await doors.tokenOf(world, "nadia@titulaire.example");
  admin = await doors.tokenOf(world, "admin@guichet.example");
  reference = (await open({})).body.reference;
});
afterAll(() => world?.close());

const request = { project: "PORTAIL", kind: "request", title: "Titre", message: "Texte" };
const open = (change: object) => doors.ask(nadia, "POST", "/tickets", { ...request, ...change });
const send = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  doors.ask(nadia, "POST", "/tickets", body, headers);

test("each fault of a field is named, in words", async () => {
  const faults: [object, string][] = [
    [{ title: "" }, "title"],
    [{ title: "   " }, "title"],
    [{ title: "x".repeat(201) }, "title"],
    [{ title: "a\nb" }, "title"],
    [{ title: "a\u0007b" }, "title"],
    [{ title: "a\0b" }, "title"],
    [{ title: "a\ud800b" }, "title"],
    [{ title: 12 }, "title"],
    [{ title: null }, "title"],
    [{ title: undefined }, "title"],
    [{ message: "x".repeat(100_001) }, "message"],
    [{ kind: "wish" }, "kind"],
    [{ impact: 5 }, "impact"],
    [{ impact: "1" }, "impact"],
    [{ impact: 1.5 }, "impact"],
    [{ category: "no-such" }, "category"],
    [{ requester: "nobody@nowhere.example" }, "requester"],
    [{ uploads: ["x"] }, "uploads.0"],
    [{ uploads: ["0".repeat(32)] }, "uploads"],
    [{ surprise: 1 }, "surprise"],
    [{ ticket: "PORTAIL-1" }, "ticket"],
  ];
  for (const [change, field] of faults) {
    const answer = await open(change);
    expect([change, answer.status]).toEqual([change, 400]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body.errors.map((one: { field: string }) => one.field)).toEqual([field]);
    expect(answer.text).not.toMatch(/select|\bat \/|node_modules|ZodError/);
  }
  expect((await open({ project: "NOWHERE" })).status).toBe(404);
});

test("a body that is no JSON object is refused", async () => {
  const cases: [string | Uint8Array, number, Record<string, string>?][] = [
    ["", 400],
    ["{", 400],
    ["[]", 400],
    ["null", 400],
    ['"text"', 400],
    ["12", 400],
    ["[".repeat(500_000), 400],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}`, 400],
    [Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]), 400],
    ['{"title":"\0"}', 400],
    [JSON.stringify(request).replace("{", '{"__proto__":{"polluted":true},'), 400],
    [`{"title":"${"x".repeat(1_048_576)}"}`, 413],
    ["x".repeat(10_000_000), 413],
    [JSON.stringify(request), 415, { "content-type": "text/plain" }],
    [JSON.stringify(request), 415, { "content-type": "application/x-www-form-urlencoded" }],
  ];
  for (const [body, status, headers] of cases) {
    const answer = await send(body, headers);
    expect([String(body).slice(0, 30), answer.status]).toEqual([String(body).slice(0, 30), status]);
    expect(answer.body.detail.length).toBeGreaterThan(3);
  }
  expect((await send(JSON.stringify(request), { "content-type": "application/json; charset=utf-8" })).status).toBe(201);
});

test("a query or a path that means nothing is refused", async () => {
  for (const query of [
    "limit=0",
    "limit=201",
    "limit=x",
    "limit=1&limit=2",
    "surprise=1",
    "q=%ff",
    "q=%00",
    "after=x",
    `after=${Buffer.from('["2026-13-45 99:99:99+00","00000000-0000-0000-0000-000000000000"]').toString("base64url")}`,
    `after=${Buffer.from('["2026-01-01 00:00:00+00","------------------------------------"]').toString("base64url")}`,
    "openedFrom=2026-02-30",
    "openedFrom=0000-01-01",
    "kind=wish",
    "priority=9",
    "sort=title",
    `q=${"x".repeat(201)}`,
  ])
    expect([query, (await doors.ask(nadia, "GET", `/tickets?${query}`)).status]).toEqual([query, 400]);
  for (const path of ["%00", "%ff", "%ED%A0%80", "..%2f..", "PORTAIL-0", "PORTAIL-99999999999", "x".repeat(500)])
    expect([path, (await doors.ask(nadia, "GET", `/tickets/${path}`)).status]).toEqual([path, 404]);
  for (const after of ["x", Buffer.from('["2026-01-01T00:00:00Z","x"]').toString("base64url")])
    expect((await doors.ask(nadia, "GET", `/tickets/${reference}/messages?after=${after}`)).status).toBe(400);
});

test("what looks like markup is kept as the text that it is", async () => {
  const title = "<script>alert(1)</script> [x](javascript:alert(1)) \u202egnp.exe";
  const opened = await open({ title, message: `${title}\r\n=1+1` });
  expect(opened.body.title).toBe(title);
  const { items } = (await doors.ask(nadia, "GET", `/tickets/${opened.body.reference}/messages`)).body;
  expect(items[0].text).toBe(`${title}\n=1+1`);
});

test("whatever is sent, no operation answers with an error of ours", async () => {
  const { operations } = await import("@/app/api/v1/_operations/registry");
  const names = [...new Set(operations.flatMap((one) => Object.keys(shapeOf(one.body) ?? {})))];
  const leaf = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom("", "\0", "\ud800", "PORTAIL", "culture", "me", "x".repeat(3000), "1e999", "9".repeat(30)),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.uuid(),
    fc.emailAddress(),
  );
  const value = fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: fc.array(leaf, { maxLength: 5 }) });
  const body = fc.oneof(
    { weight: 5, arbitrary: fc.dictionary(fc.constantFrom(...names, "version"), value, { maxKeys: 6 }) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  const part = fc.oneof(
    fc.constantFrom(reference, "PORTAIL", "culture", "me", "ines@culture.example"),
    leaf.map(String),
    fc.uuid(),
  );
  const query = fc.dictionary(
    fc.constantFrom("limit", "after", "q", "phase", "assignee", "openedFrom", "x"),
    fc.string({ unit: "binary", maxLength: 60 }),
    { maxKeys: 3 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      fc.constantFrom(nadia, admin),
      fc.array(part, { minLength: 3, maxLength: 3 }),
      query,
      body,
      async (operation, token, parts, asked, sent) => {
        let next = 0;
        const path = operation.path.replaceAll(
          /\{\w+\}/g,
          () => encodeURIComponent(parts[next++]!.toWellFormed()) || "x",
        );
        const search = new URLSearchParams(operation.method === "GET" ? asked : {}).toString();
        const answer = await doors.ask(
          token,
          operation.method,
          search ? `${path}?${search}` : path,
          operation.method === "GET" ? undefined : JSON.stringify(sent),
        );
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.body.detail.length).toBeGreaterThan(3);
      },
    ),
    { numRuns: 500 },
  );
}, 120_000);

function shapeOf(body: unknown): object | undefined {
  return (body as { shape?: object } | undefined)?.shape;
}
