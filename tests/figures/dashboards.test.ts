import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof load>>;

const load = async () => ({
  ...(await import("@/lib/figures/create-dashboard")),
  ...(await import("@/lib/figures/change-dashboard")),
  ...(await import("@/lib/figures/keep-card")),
  ...(await import("@/lib/figures/remove-card")),
  ...(await import("@/lib/figures/archive-dashboard")),
  ...(await import("@/lib/figures/dashboard-queries")),
  ...(await import("@/lib/journal/verify-journal")),
});

beforeAll(async () => {
  world = await openWorld();
  verbs = await load();
});
afterAll(() => world?.close());

const nadia = () => world.actor("nadia@titulaire.example");
const camille = () => world.actor("camille@culture.example");
const rachid = () => world.actor("rachid@efs.example");
const ines = () => world.actor("ines@culture.example");

const card = { title: "Ouvertes", figure: "opened" as const, query: "by=month&kind=incident" };
const read = (who: ReturnType<typeof nadia>, id: string) => who.transaction((tx) => verbs.getDashboard(tx, id));

test("a figure is kept on a new dashboard, then on the same one, which is its author's alone", async () => {
  const { id } = await verbs.keepCard(nadia(), { ...card, name: "Revue du mois" });
  await verbs.keepCard(nadia(), { ...card, title: "Résolues", figure: "resolved", dashboard: id });
  const kept = await read(nadia(), id);
  expect(kept).toMatchObject({ name: "Revue du mois", version: 2, sharedWorkspaceId: null });
  expect(kept.cards.map(({ title }) => title)).toEqual(["Ouvertes", "Résolues"]);
  await expect(read(camille(), id)).rejects.toMatchObject({ code: "unknown-dashboard" });
  await expect(verbs.removeCard(camille(), { dashboard: id, version: 2, place: 0 })).rejects.toMatchObject({
    status: 404,
  });
});

test("a shared dashboard is read where statistics are, and changed by its author only", async () => {
  const { id } = await verbs.createDashboard(nadia(), { name: "Culture" });
  await verbs.changeDashboard(nadia(), { dashboard: id, version: 1, name: "Culture", workspace: "culture" });
  expect((await read(camille(), id)).name).toBe("Culture");
  for (const stranger of [rachid(), ines()]) await expect(read(stranger, id)).rejects.toMatchObject({ status: 404 });
  await expect(verbs.archiveDashboard(camille(), { dashboard: id })).rejects.toMatchObject({
    code: "not-your-dashboard",
  });
  await expect(
    verbs.changeDashboard(camille(), { dashboard: id, version: 2, name: "À moi", workspace: "" }),
  ).rejects.toMatchObject({ code: "not-your-dashboard" });
  await verbs.changeDashboard(nadia(), { dashboard: id, version: 2, name: "Culture", workspace: "" });
  await expect(read(camille(), id)).rejects.toMatchObject({ status: 404 });
});

test("nobody shares with a workspace that is not his, and nobody without statistics keeps a figure", async () => {
  const { id } = await verbs.createDashboard(rachid(), { name: "DON" });
  await expect(
    verbs.changeDashboard(rachid(), { dashboard: id, version: 1, name: "DON", workspace: "culture" }),
  ).rejects.toMatchObject({ status: 404 });
  await expect(verbs.createDashboard(ines(), { name: "Non" })).rejects.toMatchObject({
    code: "statistics-not-allowed",
  });
  await expect(verbs.keepCard(ines(), card)).rejects.toMatchObject({ code: "statistics-not-allowed" });
});

test("of two changes made on one version the second is refused; a full dashboard takes no more; one put away is gone", async () => {
  const { id } = await verbs.createDashboard(nadia(), { name: "Plein" });
  for (let n = 0; n < 12; n++) await verbs.keepCard(nadia(), { ...card, title: `Chiffre ${n}`, dashboard: id });
  await expect(verbs.keepCard(nadia(), { ...card, dashboard: id })).rejects.toMatchObject({ code: "dashboard-full" });
  const remove = () => verbs.removeCard(nadia(), { dashboard: id, version: 13, place: 0 });
  const outcomes = await Promise.allSettled([remove(), remove()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await read(nadia(), id)).cards).toHaveLength(11);
  await verbs.archiveDashboard(nadia(), { dashboard: id });
  await expect(read(nadia(), id)).rejects.toMatchObject({ status: 404 });
  expect((await verbs.verifyJournal()).broken).toBeNull();
});
