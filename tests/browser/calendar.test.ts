import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addDays, dayOf } from "@/lib/calendar/local-moment";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser } from "./browser";
import { openAs, type PersonName } from "./people";

const site = inject("siteUrl");
let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = (name: PersonName, path: string, look?: Look) => openAs(browser, site, name, path, look);

test("le calendrier montre les changements du mois, à chacun les siens", async () => {
  // The demonstration fills the weeks around today.
  const { page: nadia, complaints } = await as("nadia", "/calendar?view=list");
  const everyMonth = async (page: typeof nadia) => {
    const titles: string[] = [];
    for (const days of [-20, 0, 20]) {
      await page.goto(`${site}/calendar?view=list&day=${addDays(dayOf(new Date(), "Europe/Paris"), days)}`);
      titles.push(...(await page.locator("tbody a").allTextContents()));
    }
    return titles.join("\n");
  };
  const seen = await everyMonth(nadia);
  expect(seen).toContain("Version 4.2 du portail");
  expect(seen).toContain("Limiter les réservations simultanées");
  const { page: camille } = await as("camille", "/calendar");
  const hers = await everyMonth(camille);
  expect(hers).toContain("Version 4.2 du portail");
  expect(hers).not.toContain("Limiter les réservations simultanées");
  expect(await camille.getByRole("button", { name: "Déclarer un gel" }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("nadia prévoit un changement : la nuit du changement d’heure et un gel lui sont dits en mots", async () => {
  const { page } = await as("nadia", "/calendar?view=list");
  await page.getByLabel("Projet").selectOption("DON");
  await page.getByRole("button", { name: "Appliquer" }).click();
  await page.waitForURL(/project=DON/);
  await page.goto(`${site}/tickets?kind=change&project=DON&q=pare-feu`);
  await page
    .getByRole("link", { name: /Changer le pare-feu/ })
    .first()
    .click();
  await page.waitForURL(/\/tickets\/DON-/);
  const reference = /DON-\d+/.exec(page.url())![0];

  const plan = async (start: string, end: string, reason?: string) => {
    const dialog = page.getByRole("dialog");
    if (!(await dialog.isVisible())) await page.getByLabel("Fenêtre prévue").getByRole("button").click();
    await dialog.getByLabel("Début").fill(start);
    await dialog.getByLabel("Fin").fill(end);
    if (reason) await dialog.getByLabel(/Raison/).fill(reason);
    await dialog.getByRole("button", { name: "Enregistrer la fenêtre" }).click();
  };
  await plan("2031-03-30T02:30", "2031-03-30T05:00");
  await page.getByText("02:30 n’existe pas").first().waitFor();
  await plan("2031-03-30T05:00", "2031-03-30T01:00");
  await page.getByText("La fin doit venir après le début").first().waitFor();
  await plan("2031-10-26T02:30", "2031-10-26T04:00");
  await page.getByText("Cette heure a lieu deux fois cette nuit-là : il s’agit de la première").waitFor();

  const { page: oscar } = await as("oscar", "/calendar?day=2031-11-10");
  await oscar.getByRole("button", { name: "Déclarer un gel" }).click();
  await oscar.getByLabel("Intitulé").fill("Collecte nationale");
  await oscar.getByRole("dialog").getByLabel("Projet").selectOption("efs/");
  await oscar.getByRole("dialog").getByLabel("Début").fill("2031-11-10T00:00");
  await oscar.getByRole("dialog").getByLabel("Fin").fill("2031-11-15T00:00");
  await oscar.getByRole("button", { name: "Déclarer le gel" }).click();
  await oscar.getByText("Gel : Collecte nationale").first().waitFor();

  await plan("2031-11-12T20:00", "2031-11-12T22:00");
  await page.getByText("tombe dans le gel « Collecte nationale »").first().waitFor();
  await plan("2031-11-12T20:00", "2031-11-12T22:00", "Faille exploitée.");
  await page.getByText("Dans le gel « Collecte nationale »").waitFor();
  await page.getByRole("link", { name: "Voir dans le calendrier" }).click();
  await page.getByRole("link", { name: new RegExp(reference) }).waitFor();

  await oscar.goto(`${site}/calendar?day=2031-11-10`);
  await oscar.getByRole("button", { name: "Lever le gel Collecte nationale" }).click();
  await oscar.getByText("Gel : Collecte nationale").first().waitFor({ state: "detached" });
});

test("an unclear address is said to be so, and the calendar stands all the same", async () => {
  const { page } = await as("nadia", "/calendar?view=siecle&day=2026-02-31&couleur=rouge");
  await page.getByText(/n’a pas été comprise : view, day, couleur/).waitFor();
  expect(await page.getByRole("link", { name: "Aujourd’hui" }).getAttribute("aria-current")).toBe("date");
});

test("the private address of a calendar is made, read and taken back on the account’s page", async () => {
  const { page } = await as("paula", "/account");
  await page.getByRole("button", { name: "Créer mon adresse privée" }).click();
  const address = await page.locator("#calendar code").textContent();
  const answer = await fetch(address!);
  expect([answer.status, (await answer.text()).split("\r\n")[0]]).toEqual([200, "BEGIN:VCALENDAR"]);
  await page.getByRole("button", { name: "Retirer l’adresse" }).click();
  await page.getByRole("button", { name: "Créer mon adresse privée" }).waitFor();
  expect((await fetch(address!)).status).toBe(404);
});

const looks: Look[] = [
  { screen: "wide", scheme: "light" },
  { screen: "phone", scheme: "dark" },
  { screen: "zoomed", scheme: "light", language: "en" },
];

test.each(looks)("the calendar is accessible and fits ($screen, $scheme)", async (look) => {
  const { page } = await as("nadia", "/calendar", look);
  for (const view of ["month", "week", "list"]) {
    await page.goto(`${site}/calendar?view=${view}`);
    expect([view, await findViolations(page)]).toEqual([view, []]);
    expect([view, await findOverflow(page)]).toEqual([view, []]);
  }
});
