import { buffer } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { channels, kinds, phases } from "@/lib/tickets/ticket";
import { openWorld, type World } from "../world";
import { type ReadCell, readCsv, readOds, readXlsx } from "./read-sheets";

vi.setConfig({ testTimeout: 120_000 });

let world: World;
let verbs: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  ...(await import("@/lib/exports/stream-export")),
  ...(await import("@/lib/exports/ask-export")),
  ...(await import("@/lib/exports/run-export")),
  ...(await import("@/lib/exports/open-export")),
  ...(await import("@/lib/exports/abandon-export")),
  ...(await import("@/lib/exports/export-queries")),
  ...(await import("@/lib/exports/remove-expired-exports")),
  ...(await import("@/lib/tickets/ticket-list-queries")),
  ...(await import("@/lib/tickets/ticket-filter")),
  ...(await import("@/lib/tickets/open-ticket")),
  ...(await import("@/lib/timesheets/add-time")),
});

beforeAll(async () => {
  world = await openWorld();
  verbs = await load();
});
afterAll(() => world?.close());

type Asked = Parameters<typeof verbs.streamExport>[1];

async function bytesOf(mail: string, asked: Asked): Promise<Buffer> {
  return buffer((await verbs.streamExport(world.actor(mail), asked)).body);
}

/** The references that an export holds, in its order. */
async function referencesIn(mail: string, query: string, format: Asked["format"]): Promise<string[]> {
  const bytes = await bytesOf(mail, { subject: "tickets", query, format, columns: ["reference"] });
  if (format === "csv")
    return readCsv(bytes)
      .slice(1)
      .map(([reference]) => reference!);
  const sheets = format === "ods" ? readOds(bytes) : await readXlsx(bytes);
  const [rows] = [...sheets.values()];
  const total = [...sheets.values()].at(-1)!.find(([label]) => label?.value === "Nombre de lignes")![1]!.value;
  expect(Number(total)).toBe(rows!.length - 1);
  return rows!.slice(1).map(([cell]) => String(cell!.value));
}

/** The same list, page after page, as the screen and the API show it. */
async function listed(mail: string, query: string): Promise<string[]> {
  const filter = verbs.TicketFilter.parse(Object.fromEntries(new URLSearchParams(query)));
  const references: string[] = [];
  let after: string | null | undefined;
  do {
    const page = { limit: 7, ...(after ? { after } : {}) };
    const found = await world.actor(mail).transaction((tx) => verbs.listTickets(tx, filter, page));
    references.push(...found.items.map(({ reference }) => reference));
    after = found.after;
  } while (after);
  return references;
}

const some = <T>(values: readonly T[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: 3 }).map((chosen) => chosen.join(","));
const narrow: Record<string, fc.Arbitrary<string>> = {
  kind: some(kinds),
  phase: some(phases),
  priority: some(["1", "2", "3", "4"]),
  channel: some(channels),
  project: some(["PORTAIL", "PRESSE", "DON", "FOUILLES"]),
  workspace: some(["culture", "efs", "inrap", "nulle-part"]),
  assignee: fc.constantFrom("me", "nobody", "nadia@titulaire.example"),
  openedFrom: fc.constantFrom("2020-01-01", "2025-11-01", "2099-01-01"),
  q: fc.constantFrom("page", "portail", "PORTAIL-1", "rien de tel", "accès"),
};
const anyQuery = fc
  .tuple(
    fc
      .subarray(Object.keys(narrow), { maxLength: 2 })
      .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, narrow[name]!])))),
    fc.record({
      sort: fc.constantFrom("updated", "opened", "priority"),
      direction: fc.constantFrom("asc", "desc"),
    }),
  )
  .map(([filters, order]) => new URLSearchParams({ ...filters, ...order }).toString());

test("any filter gives the same tickets in the same order on screen, in XLSX, ODS and CSV", async () => {
  let found = 0;
  const people = [
    "nadia@titulaire.example",
    "camille@culture.example",
    "rachid@efs.example",
    "oscar@titulaire.example",
  ];
  await fc.assert(
    fc.asyncProperty(
      anyQuery,
      fc.constantFrom(...people),
      fc.constantFrom("xlsx", "ods", "csv"),
      async (query, mail, format) => {
        const wanted = await listed(mail, query);
        found += wanted.length;
        expect(await referencesIn(mail, query, format)).toEqual(wanted);
      },
    ),
    { numRuns: 40 },
  );
  expect(found).toBeGreaterThan(20);
});

test("camille's export holds what she reads and nothing of another workspace or of an unreadable project", async () => {
  const camille = await referencesIn("camille@culture.example", "", "csv");
  expect(camille).toEqual(await listed("camille@culture.example", ""));
  expect(camille.some((reference) => /^(DON|FOUILLES)-/.test(reference))).toBe(false);
});

test("whoever may not export is refused, and where he may not export his tickets are left out, which the sheet says", async () => {
  await expect(bytesOf("ines@culture.example", { subject: "tickets", format: "csv" })).rejects.toMatchObject({
    code: "exports-not-allowed",
  });
  const paula = "paula@culture.example";
  const { reference } = await verbs.openTicket(world.actor(paula), {
    ...{ project: "FOUILLES", title: "Demande de Paula", message: "Bonjour." },
  });
  expect(await listed(paula, "")).toContain(reference);
  const sheets = readOds(await bytesOf(paula, { subject: "tickets", format: "ods" }));
  const rows = sheets.get("Fiches")!.slice(1);
  expect(rows.map(([cell]) => cell!.value)).not.toContain(reference);
  const facts = new Map(sheets.get("Filtres")!.map(([label, value]) => [label!.value, value!.value]));
  const [left] = [...facts].filter(([label]) => String(label).startsWith("Espaces laissés de côté"));
  expect(left![1]).toBe(world.workspace("inrap").name);
  expect(facts.get("Exporté par")).toMatch(/<paula@culture\.example>$/);
});

test("no time for who may not read it: neither a column, nor a value, nor a sum; no real time for who reads the accounted one", async () => {
  const nadia = world.actor("nadia@titulaire.example");
  const { reference } = await verbs.openTicket(nadia, { project: "PORTAIL", title: "Temps", message: "Oui." });
  const spent = { spentOn: "2026-11-03", accountedMinutes: 90, realMinutes: 1_021, description: "Analyse secrète" };
  await verbs.addTime(nadia, { ticket: reference, ...spent });
  const query = `q=${reference}`;
  const all = readOds(
    await bytesOf("nadia@titulaire.example", {
      subject: "tickets",
      query,
      format: "ods",
      columns: ["reference", "accountedTime", "realTime"],
    }),
  );
  expect(all.get("Fiches")![1]!.map(({ value }) => value)).toEqual([reference, "PT01H30M00S", "PT17H01M00S"]);
  expect(
    all
      .get("Filtres")!
      .at(-1)!
      .map(({ value }) => value),
  ).toEqual(["Total : Temps réel", "PT17H01M00S"]);

  const camille = "camille@culture.example";
  const seen = readOds(await bytesOf(camille, { subject: "tickets", query, format: "ods" }));
  expect(titles(seen.get("Fiches")!)).toContain("Temps comptabilisé");
  expect(titles(seen.get("Fiches")!)).not.toContain("Temps réel");
  const asked = { subject: "tickets", query, format: "csv", columns: ["realTime"] } satisfies Asked;
  await expect(bytesOf(camille, asked)).rejects.toMatchObject({ code: "unknown-column" });
  expect((await bytesOf(camille, { subject: "time", format: "csv" })).toString()).not.toContain("17:01");

  await withoutPermissions(camille, ["time.readAccounted", "time.readReal"], async () => {
    const text = (await bytesOf(camille, { subject: "tickets", query, format: "csv" })).toString();
    expect(text).toContain(reference);
    expect(text).not.toMatch(/Temps (comptabilisé|réel)|01:30:00/);
    await expect(bytesOf(camille, { subject: "time", format: "csv" })).rejects.toMatchObject({ code: "not-found" });
  });
});

test("the journal is exported by who reads it and may export, and by nobody else", async () => {
  const asked = { subject: "journal", query: "workspace=culture", format: "csv" } as const;
  const [, first] = readCsv(await bytesOf("oscar@titulaire.example", asked));
  expect(first!.at(-1)).toMatch(/^[0-9a-f]{64}$/);
  await expect(bytesOf("camille@culture.example", asked)).rejects.toMatchObject({ status: 403 });
  await expect(bytesOf("oscar@titulaire.example", { ...asked, query: "" })).rejects.toMatchObject({ status: 403 });
});

test("items and packages can be exported, empty as they may be", async () => {
  for (const subject of ["items", "packages"] as const)
    expect(readCsv(await bytesOf("nadia@titulaire.example", { subject, format: "csv" })).length).toBeGreaterThan(0);
});

test("each export leaves a line; what is refused leaves none", async () => {
  const { PLATFORM_ID, workspaceActor } = await import("@/lib/tenancy/actor");
  const lines = () =>
    workspaceActor(PLATFORM_ID).transaction((tx) =>
      tx.execute<{ payload: object }>(sql`select payload from event where type = 'export.made' order by sequence`),
    );
  const before = (await lines()).length;
  await bytesOf("nadia@titulaire.example", {
    subject: "tickets",
    query: "kind=incident",
    format: "csv",
    columns: ["title"],
  });
  await expect(
    bytesOf("nadia@titulaire.example", { subject: "tickets", query: "sort=rien", format: "csv" }),
  ).rejects.toThrow();
  const after = await lines();
  expect(after.length).toBe(before + 1);
  expect(after.at(-1)!.payload).toMatchObject({ subject: "tickets", query: "kind=incident", columns: ["title"] });
});

async function made(mail: string, asked: Partial<Asked> = {}) {
  const { id } = await verbs.askExport(world.actor(mail), { subject: "tickets", format: "csv", ...asked });
  await verbs.runExport({ accountId: world.account(mail).id, exportId: id }, { last: true });
  return id;
}

const read = async (mail: string, id: string) => buffer(await (await verbs.openExport(world.actor(mail), id)).read());

test("a job makes the same file, which its owner alone downloads, whole or by range, and is told of by mail", async () => {
  const camille = "camille@culture.example";
  const id = await made(camille, { columns: ["reference"] });
  const bytes = await read(camille, id);
  expect(readCsv(bytes).slice(1).flat()).toEqual(await listed(camille, ""));
  const { read: readRange, size } = await verbs.openExport(world.actor(camille), id);
  expect(size).toBe(bytes.length);
  expect(await buffer(await readRange({ start: 3, end: 8 }))).toEqual(bytes.subarray(3, 9));
  for (const other of ["nadia@titulaire.example", "admin@guichet.example"])
    await expect(verbs.openExport(world.actor(other), id)).rejects.toMatchObject({ status: 404 });
  const mails = await world.owner`select to_mail, kind from outgoing_mail where export_id = ${id}`;
  expect([...mails]).toEqual([{ to_mail: camille, kind: "export-settled" }]);
});

test("a file is closed to who lost a right under which it was made, and opens again with it", async () => {
  const camille = "camille@culture.example";
  const id = await made(camille);
  await withoutPermissions(camille, ["time.readAccounted"], () =>
    expect(verbs.openExport(world.actor(camille), id)).rejects.toMatchObject({ code: "export-rights-changed" }),
  );
  await withoutPermissions(camille, ["exports.run"], () =>
    expect(verbs.openExport(world.actor(camille), id)).rejects.toMatchObject({ code: "exports-not-allowed" }),
  );
  const { id: account } = world.account(camille);
  const grants = await world.owner`delete from project_grant where account_id = ${account} returning *`;
  await expect(verbs.openExport(world.actor(camille), id)).rejects.toMatchObject({ code: "export-rights-changed" });
  for (const grant of grants) await world.owner`insert into project_grant ${world.owner(grant)}`;
  expect((await read(camille, id)).length).toBeGreaterThan(0);
});

test("a file is kept seven days, then its bytes go and its row stays", async () => {
  const camille = "camille@culture.example";
  const id = await made(camille);
  const job = await world.actor(camille).transaction((tx) => verbs.getExport(tx, id));
  const days = (job.expiresAt!.getTime() - job.finishedAt!.getTime()) / 86_400_000;
  expect(days).toBeCloseTo(7, 2);
  await world
    .actor(camille)
    .transaction((tx) =>
      tx.execute(sql`update export_job set expires_at = now() - interval '1 minute' where id = ${id}`),
    );
  await expect(verbs.openExport(world.actor(camille), id)).rejects.toMatchObject({ code: "export-expired" });
  expect(await verbs.removeExpiredExports()).toBe(1);
  const found = await world.actor(camille).transaction((tx) => verbs.getExport(tx, id));
  expect(found).toMatchObject({ state: "done", storageKey: null });
});

test("an abandoned export is not made, and is not abandoned twice", async () => {
  const camille = "camille@culture.example";
  const { id } = await verbs.askExport(world.actor(camille), { subject: "tickets", format: "ods" });
  await verbs.abandonExport(world.actor(camille), { export: id });
  await verbs.runExport({ accountId: world.account(camille).id, exportId: id }, { last: true });
  const found = await world.actor(camille).transaction((tx) => verbs.getExport(tx, id));
  expect(found).toMatchObject({ state: "abandoned", size: null });
  await expect(verbs.abandonExport(world.actor(camille), { export: id })).rejects.toMatchObject({ status: 409 });
  await expect(verbs.abandonExport(world.actor("nadia@titulaire.example"), { export: id })).rejects.toMatchObject({
    status: 404,
  });
});

test("a right lost before the job runs is a failure that its owner reads", async () => {
  const camille = "camille@culture.example";
  const { id } = await verbs.askExport(world.actor(camille), { subject: "tickets", format: "csv" });
  await withoutPermissions(camille, ["exports.run"], () =>
    verbs.runExport({ accountId: world.account(camille).id, exportId: id }, { last: false }),
  );
  const found = await world.actor(camille).transaction((tx) => verbs.getExport(tx, id));
  expect(found).toMatchObject({ state: "failed", failure: "exports-not-allowed" });
});

const titles = (rows: ReadCell[][]) => rows[0]!.map(({ value }) => value);

/** Takes permissions from the person's profiles while something is asked. */
async function withoutPermissions(mail: string, taken: string[], ask: () => Promise<unknown>) {
  const { id } = world.account(mail);
  const profiles = await world.owner<{ id: string; permissions: string[] }[]>`select f.id, f.permissions from profile f
    join membership m on m.workspace_id = f.workspace_id and m.profile_id = f.id where m.account_id = ${id}`;
  for (const profile of profiles)
    await world.owner`update profile set permissions = ${profile.permissions.filter((one) => !taken.includes(one))} where id = ${profile.id}`;
  try {
    await ask();
  } finally {
    for (const profile of profiles)
      await world.owner`update profile set permissions = ${profile.permissions} where id = ${profile.id}`;
  }
}
