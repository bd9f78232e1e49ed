import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";

let world: World;
let verbs: {
  openTicket: typeof import("@/lib/tickets/open-ticket")["openTicket"];
  addNote: typeof import("@/lib/tickets/add-note")["addNote"];
  followTickets: typeof import("@/lib/tickets/follow-tickets")["followTickets"];
};

beforeAll(async () => {
  world = await openWorld();
  verbs = {
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/add-note")),
    ...(await import("@/lib/tickets/follow-tickets")),
  };
});

afterAll(() => world.close());

/** What somebody is told from now on, or since a moment. */
function listen(mail: string, since?: number) {
  const told: (string | null)[] = [];
  const stop = verbs.followTickets(world.actor(mail), (references) => told.push(...(references ?? [null])), since);
  return { told, stop };
}

it("each hears of what he may read, and of nothing else", async () => {
  const listeners = ["ines", "camille", "jules"].map((name) => listen(`${name}@culture.example`));
  const [nadia, rachid] = [listen("nadia@titulaire.example"), listen("rachid@efs.example")];
  const [ines, camille, jules] = listeners.map((listener) => listener.told);

  const asked = { project: "PORTAIL", title: "Page blanche", message: "La page d’accueil est blanche." };
  const { reference } = await verbs.openTicket(world.actor("ines@culture.example"), asked);
  await expect.poll(() => nadia.told, { timeout: 10_000 }).toContain(reference);
  await expect.poll(() => ines, { timeout: 10_000 }).toContain(reference);
  await expect.poll(() => camille, { timeout: 10_000 }).toContain(reference);

  for (const told of [ines, camille, nadia.told]) told!.length = 0;
  await verbs.addNote(world.actor("nadia@titulaire.example"), { ticket: reference, text: "Le cache est plein." });
  await expect.poll(() => nadia.told, { timeout: 10_000 }).toContain(reference);
  // Whoever reads no notes is told nothing: given the time in which he would have been.
  await wait(1_000);
  expect({ ines, camille, jules, rachid: rachid.told }).toEqual({ ines: [], camille: [], jules: [], rachid: [] });
  for (const { stop } of [...listeners, nadia, rachid]) stop();
});

it("is told that something may have been missed when the connection was lost", async () => {
  const ines = listen("ines@culture.example");
  await wait(500);
  const { roleUrl } = await import("@/lib/settings/environment");
  const same = postgres(roleUrl("guichet_web"), { max: 1 });
  const cut = await same`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen%'`;
  await same.end();
  expect(cut.length).toBe(1);
  await expect.poll(() => ines.told, { timeout: 15_000 }).toContain(null);
  ines.stop();
});

it("whoever begins to listen hears of what happened since his page was drawn, with his own rights", async () => {
  const first = listen("nadia@titulaire.example");
  const drawn = Date.now();
  const asked = { project: "PORTAIL", title: "Entre deux", message: "Ouverte avant que quiconque écoute." };
  const { reference } = await verbs.openTicket(world.actor("ines@culture.example"), asked);
  await expect.poll(() => first.told, { timeout: 10_000 }).toContain(reference);
  const [late, stranger] = [listen("camille@culture.example", drawn), listen("rachid@efs.example", drawn)];
  const later = listen("camille@culture.example", Date.now() + 1_000);
  const older = listen("camille@culture.example", 0);
  await expect.poll(() => late.told, { timeout: 10_000 }).toEqual([reference]);
  await wait(500);
  expect([stranger.told, later.told]).toEqual([[], []]);
  // Nobody can tell what happened before the process listened: the page reads again.
  expect(older.told).toEqual([null]);
  for (const { stop } of [first, late, stranger, later, older]) stop();
});
