import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plan } from "@/db/schema";
import { openWorld, type World } from "../world";

let world: World;
let verbs: typeof import("@/lib/planning/plan-window") &
  typeof import("@/lib/planning/declare-freeze") &
  typeof import("@/lib/planning/lift-freeze") &
  typeof import("@/lib/planning/calendar-queries") &
  typeof import("@/lib/tickets/open-ticket") &
  typeof import("@/lib/tickets/ticket-queries") &
  typeof import("@/lib/tickets/thread-queries");

beforeAll(async () => {
  world = await openWorld();
  verbs = {
    ...(await import("@/lib/planning/plan-window")),
    ...(await import("@/lib/planning/declare-freeze")),
    ...(await import("@/lib/planning/lift-freeze")),
    ...(await import("@/lib/planning/calendar-queries")),
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/ticket-queries")),
    ...(await import("@/lib/tickets/thread-queries")),
  };
});
afterAll(() => world.close());

const [nadia, oscar, camille, ines, rachid] = [
  "nadia@titulaire.example",
  "oscar@titulaire.example",
  "camille@culture.example",
  "ines@culture.example",
  "rachid@efs.example",
] as const;

async function openChange(title: string, project = "PORTAIL", kind: "change" | "incident" = "change") {
  return verbs.openTicket(world.actor(nadia), { project, kind, title, message: "À faire un soir." });
}

function planFor(mail: string, { reference, version }: { reference: string; version: number }, more: object) {
  const window = { start: "2031-05-05T20:00", end: "2031-05-05T22:00" };
  return verbs.planWindow(world.actor(mail), { ticket: reference, version, window, ...more });
}

/** What the journal of a ticket says of its window, oldest first. */
async function linesOf(reference: string) {
  return world.actor(nadia).transaction(async (tx) => {
    const ticket = await verbs.getTicket(tx, reference);
    return (await verbs.listEvents(tx, ticket, { limit: 100 })) as { type: string; payload: Record<string, unknown> }[];
  });
}

const inMay = { start: new Date("2031-05-01T00:00Z"), end: new Date("2031-06-01T00:00Z") };
const calendarOf = (mail: string) => world.actor(mail).transaction((tx) => verbs.readCalendar(tx, inMay, {}));
const titlesFor = async (mail: string) => (await calendarOf(mail)).entries.map(({ title }) => title);

describe("a window", () => {
  test("is planned by who writes, in his clocks, and leaves its line; sent again it leaves none", async () => {
    const change = await openChange("Agrandir le disque");
    const planned = await planFor(nadia, change, {});
    expect(planned.window!.start.toISOString()).toBe("2031-05-05T18:00:00.000Z");
    expect(planned.ticket.version).toBe(change.version + 1);
    await planFor(nadia, planned.ticket, {});
    const lines = (await linesOf(change.reference)).filter(({ type }) => type === "window.planned");
    expect(lines.map(({ payload }) => payload.start)).toEqual([[null, "2031-05-05T18:00:00.000Z"]]);
    const withdrawn = await planFor(nadia, planned.ticket, { window: null });
    expect(withdrawn.ticket.version).toBe(planned.ticket.version + 1);
    expect((await linesOf(change.reference)).at(-1)!.type).toBe("window.withdrawn");
    expect(await titlesFor(nadia)).not.toContain("Agrandir le disque");
  });

  test("is refused to who only reads, does not exist for who does not, and a second one at once loses", async () => {
    const change = await openChange("Changer le pare-feu");
    await expect(planFor(camille, change, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(planFor(rachid, change, {})).rejects.toMatchObject({ code: "not-found" });
    const race = await Promise.allSettled([
      planFor(nadia, change, {}),
      planFor(oscar, change, { window: { start: "2031-05-06T20:00", end: "2031-05-06T22:00" } }),
    ]);
    expect(race.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(race.find((one) => one.status === "rejected")!.reason).toMatchObject({ code: "stale" });
  });

  test("is of changes and releases that are not over", async () => {
    const incident = await openChange("Panne", "PORTAIL", "incident");
    await expect(planFor(nadia, incident, {})).rejects.toMatchObject({ code: "not-planned" });
  });

  test("PostgreSQL itself refuses one that ends before it begins", async () => {
    const change = await openChange("Par un autre chemin");
    const now = new Date();
    const wrong = world.actor(nadia).transaction((tx) =>
      tx.insert(plan).values({
        ...{ workspaceId: change.workspaceId, ticketId: change.id },
        ...{ windowStart: now, windowEnd: new Date(+now - 1) },
      }),
    );
    await expect(wrong).rejects.toMatchObject({ cause: { constraint_name: "plan_window" } });
  });

  test("in the same project at the same time is said, and planned all the same", async () => {
    const [one, two] = [await openChange("Un soir"), await openChange("Le même soir")];
    const window = { start: "2031-05-20T20:00", end: "2031-05-20T22:00" };
    await planFor(nadia, one, { window });
    const second = await planFor(nadia, two, { window });
    expect(second.overlapping).toEqual([one.reference]);
    const entry = (await calendarOf(nadia)).entries.find(({ id }) => id === one.id)!;
    expect(entry.overlapping.map(({ reference }) => reference)).toEqual([two.reference]);
  });
});

describe("a freeze", () => {
  const elections = {
    workspace: "culture",
    title: "Gel des élections",
    start: "2031-05-10T00:00",
    end: "2031-05-12T00:00",
  };
  const inside = { start: "2031-05-10T20:00", end: "2031-05-10T22:00" };

  test("asks for a reason, which is kept; once lifted it asks for none", async () => {
    const change = await openChange("Pendant le gel");
    const declared = await verbs.declareFreeze(world.actor(oscar), { ...elections, project: "portail" });
    await expect(planFor(nadia, change, { window: inside })).rejects.toMatchObject({
      code: "freeze-reason-needed",
      details: { title: "Gel des élections" },
    });
    const planned = await planFor(nadia, change, { window: inside, reason: "Faille activement exploitée." });
    expect(planned.window!.reason).toBe("Faille activement exploitée.");
    expect((await linesOf(change.reference)).at(-1)!.payload).toMatchObject({
      reason: "Faille activement exploitée.",
      freezes: [declared.id],
    });
    await verbs.liftFreeze(world.actor(oscar), { freeze: declared.id });
    await expect(verbs.liftFreeze(world.actor(oscar), { freeze: declared.id })).rejects.toMatchObject({
      code: "unknown-freeze",
    });
    expect((await planFor(nadia, await openChange("Après le gel"), { window: inside })).window!.reason).toBe(null);
  });

  test("of another project or of another workspace is nobody's business here", async () => {
    const freeze = await verbs.declareFreeze(world.actor(oscar), {
      ...elections,
      workspace: "efs",
      title: "Gel du sang",
    });
    await verbs.declareFreeze(world.actor(oscar), { ...elections, project: "PRESSE", title: "Gel de la presse" });
    await planFor(nadia, await openChange("Ailleurs c’est gelé"), { window: inside });
    const titles = async (mail: string) => (await calendarOf(mail)).freezes.map(({ title }) => title).sort();
    expect(await titles(rachid)).toEqual(["Gel du sang"]);
    expect(await titles(camille)).toEqual(["Gel de la presse"]);
    // A freeze of one project is told to its readers only.
    expect(await titles(ines)).toEqual([]);
    await expect(verbs.liftFreeze(world.actor(camille), { freeze: freeze.id })).rejects.toMatchObject({
      code: "unknown-freeze",
    });
  });

  test("is declared by who works in the whole workspace; for others it is refused, or the workspace does not exist", async () => {
    await expect(verbs.declareFreeze(world.actor(camille), elections)).rejects.toMatchObject({ code: "forbidden" });
    await expect(verbs.declareFreeze(world.actor(rachid), elections)).rejects.toMatchObject({
      code: "unknown-workspace",
    });
    await expect(verbs.declareFreeze(world.actor(nadia), { ...elections, project: "DON" })).rejects.toMatchObject({
      code: "unknown-project",
    });
    await expect(verbs.declareFreeze(world.actor(nadia), { ...elections, end: elections.start })).rejects.toMatchObject(
      { code: "window-ends-before" },
    );
  });
});

test("the calendar holds what each one reads, and nothing else", async () => {
  const window = { start: "2031-05-27T20:00", end: "2031-05-27T22:00" };
  await planFor(nadia, await openChange("Seul du portail"), { window });
  await planFor(nadia, await openChange("Seul du sang", "DON"), { window });
  expect(await titlesFor(nadia)).toEqual(expect.arrayContaining(["Seul du portail", "Seul du sang"]));
  expect(await titlesFor(camille)).toContain("Seul du portail");
  expect(await titlesFor(camille)).not.toContain("Seul du sang");
  expect(await titlesFor(rachid)).toContain("Seul du sang");
  expect(await titlesFor(rachid)).not.toContain("Seul du portail");
  expect(await titlesFor(ines)).toEqual([]);
});
