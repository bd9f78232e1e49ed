import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { nextMoment } from "@/lib/exports/schedule";
import { openWorld, type World } from "../world";

vi.setConfig({ testTimeout: 60_000 });

describe("the next moment", () => {
  const zone = "Europe/Paris";
  test.each([
    ["of a day, today", { every: "day", day: null, hour: 7 }, "2026-11-24T05:59:00Z", "2026-11-24T06:00:00.000Z"],
    [
      "of a day, tomorrow once it has come",
      { every: "day", day: null, hour: 7 },
      "2026-11-24T06:00:00Z",
      "2026-11-25T06:00:00.000Z",
    ],
    ["of a week, next Monday", { every: "week", day: 1, hour: 8 }, "2026-11-24T06:00:00Z", "2026-11-30T07:00:00.000Z"],
    [
      "of a month, past its end",
      { every: "month", day: 1, hour: 0 },
      "2026-12-31T23:30:00Z",
      "2027-01-31T23:00:00.000Z",
    ],
    [
      "where clocks jump over its hour",
      { every: "day", day: null, hour: 2 },
      "2027-03-27T12:00:00Z",
      "2027-03-28T01:00:00.000Z",
    ],
    [
      "where its hour comes twice, the first time",
      { every: "day", day: null, hour: 2 },
      "2026-10-24T12:00:00Z",
      "2026-10-25T00:00:00.000Z",
    ],
  ] as const)("%s", (_, schedule, after, wanted) => {
    expect(nextMoment(schedule, new Date(after), zone).toISOString()).toBe(wanted);
  });
});

describe("a regular export", () => {
  let world: World;
  let verbs: Awaited<ReturnType<typeof load>>;
  const load = async () => ({
    ...(await import("@/lib/exports/schedule-export")),
    ...(await import("@/lib/exports/end-schedule")),
    ...(await import("@/lib/exports/schedule-queries")),
    ...(await import("@/lib/exports/run-export-schedules")),
    ...(await import("@/lib/exports/run-export")),
    ...(await import("@/lib/exports/export-queries")),
    ...(await import("@/lib/outgoing-mail/write-letter")),
  });
  const camille = "camille@culture.example";
  const weekly = { subject: "tickets", format: "ods", name: "Hebdo", every: "week", day: 1, hour: 7 } as const;

  beforeAll(async () => {
    world = await openWorld();
    verbs = await load();
  });
  afterAll(() => world?.close());

  const exportsOf = (mail: string) => world.actor(mail).transaction(verbs.listExports);
  const schedulesOf = (mail: string) => world.actor(mail).transaction(verbs.listSchedules);

  test("is asked once when its moment comes, and told with its file attached", async () => {
    const { id, nextAt } = await verbs.scheduleExport(world.actor(camille), { ...weekly, attached: true });
    expect(await verbs.runExportSchedules(new Date(nextAt.getTime() - 1000))).toBe(0);
    const ran = await Promise.all([1, 2].map(() => verbs.runExportSchedules(nextAt)));
    expect(ran.toSorted()).toEqual([0, 1]);
    const [asked, ...others] = await exportsOf(camille);
    expect(others).toEqual([]);
    expect(asked).toMatchObject({ scheduleId: id, state: "waiting", format: "ods" });
    await verbs.runExport({ accountId: world.account(camille).id, exportId: asked!.id }, { last: true });
    const [mail] = await world.owner`select * from outgoing_mail where export_id = ${asked!.id}`;
    const facts = { ...mail, accountId: mail!.account_id, exportId: mail!.export_id, workspaceId: mail!.workspace_id };
    const writing = await verbs.writeLetter(facts as never);
    expect(writing).toMatchObject({ attached: { filename: expect.stringMatching(/^fiches-.*\.ods$/) } });
    const [next] = await schedulesOf(camille);
    expect(next!.nextAt.getTime() - nextAt.getTime()).toBeGreaterThan(6 * 86_400_000);
  });

  test("is ended by its owner alone, and once its owner may export no more", async () => {
    const { id, nextAt } = await verbs.scheduleExport(world.actor("nadia@titulaire.example"), weekly);
    await expect(verbs.endSchedule(world.actor(camille), { schedule: id })).rejects.toMatchObject({ status: 404 });
    for (const { id } of await schedulesOf(camille)) await verbs.endSchedule(world.actor(camille), { schedule: id });
    expect(await schedulesOf(camille)).toEqual([]);
    await world.owner`update profile set permissions = array_remove(permissions, 'exports.run')`;
    expect(await verbs.runExportSchedules(nextAt)).toBe(0);
    expect(await schedulesOf("nadia@titulaire.example")).toEqual([]);
    await expect(verbs.scheduleExport(world.actor(camille), weekly)).rejects.toMatchObject({ status: 403 });
  });
});
