import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { openWorld, type World } from "../world";

// The calendar of a year with 5,000 changes, under the person's own row security.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const changes = 5_000;
const most = 300;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { sql } = await import("drizzle-orm");
  await world.owner`grant insert on plan to guichet_worker`;
  const { id: workspace } = world.workspace("culture");
  const requester = world.account("nadia@titulaire.example").id;
  const projects = ["PORTAIL", "PRESSE"].map((key) => world.project(key).id);
  await workspaceActor(workspace).transaction(async (tx) => {
    const [status] = await tx.execute<{ id: string }>(
      sql`select id from status where workspace_id = ${workspace} and kind = 'change' and code = 'new'`,
    );
    const rows = Array.from({ length: changes }, (_, index) => ({
      id: newIdentifier(),
      project: projects[index % 2]!,
      number: 10_000 + index,
      start: new Date(Date.UTC(2033, 0, 1) + (index * 364 * 86_400_000) / changes).toISOString(),
    }));
    const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given(id uuid, project uuid, number int, start timestamptz)`;
    await tx.execute(sql`insert into ticket (workspace_id, id, project_id, number, reference, kind, title, status_id, phase, impact, urgency,
        priority, requester_id, channel, initiator)
      select ${workspace}, id, project, number, 'VITESSE-' || number, 'change', 'Changement ' || number, ${status!.id}, 'new', 3, 3, 3,
        ${requester}, 'web', 'titulaire' from ${given}`);
    await tx.execute(sql`insert into plan (workspace_id, ticket_id, window_start, window_end)
      select ${workspace}, id, start, start + interval '4 hours' from ${given}`);
  });
  await world.owner`analyze ticket, plan`;
});
afterAll(() => world?.close());

test.each(["nadia@titulaire.example", "camille@culture.example"])(
  `for %s a year of ${changes} changes takes less than ${most} ms`,
  async (mail) => {
    const { readCalendar } = await import("@/lib/planning/calendar-queries");
    const year = { start: new Date("2033-01-01T00:00Z"), end: new Date("2034-01-01T00:00Z") };
    const times: number[] = [];
    for (let round = 0; round < 7; round++) {
      const before = performance.now();
      const { entries } = await world.actor(mail).transaction((tx) => readCalendar(tx, year, {}));
      times.push(performance.now() - before);
      expect(entries.length).toBe(changes);
      expect(entries.some(({ overlapping }) => overlapping.length > 0)).toBe(true);
    }
    const median = times.sort((a, b) => a - b)[3]!;
    console.log(`${mail}: ${Math.round(median)} ms`);
    expect(median).toBeLessThan(most);
  },
);
