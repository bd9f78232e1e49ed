import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { findOverflow, findViolations, launchBrowser, type OpenBrowser } from "./browser";
import { openAs, type PersonName } from "./people";

vi.setConfig({ testTimeout: 180_000 });

const site = inject("siteUrl");
let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = (name: PersonName, path: string) => openAs(browser, site, name, path);

async function openRequest(name: PersonName, words: string): Promise<{ page: Page; reference: string }> {
  const { page } = await as(name, "/tickets/new");
  await page.getByLabel("Que se passe-t-il ?").fill(words);
  const where = page.getByLabel("Où ?");
  if (await where.count()) await where.selectOption("PORTAIL");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await page.waitForURL(/\/tickets\/PORTAIL-\d+/);
  return { page, reference: /PORTAIL-\d+/.exec(page.url())![0] };
}

test("un agent fusionne deux fiches puis l'annule", async () => {
  const { reference: from, page: ines } = await openRequest("ines", "Le carrousel de l’accueil ne tourne plus.");
  const { reference: into } = await openRequest("jules", "Les images de l’accueil sont figées.");
  const { page: nadia, complaints } = await as("nadia", `/tickets/${from}`);
  await nadia.getByRole("link", { name: "Fusionner" }).click();
  await nadia.getByLabel("Fusionner dans la fiche").fill(into);
  await nadia.getByRole("button", { name: "Voir ce qui se passera" }).click();
  await nadia.getByText("Ces personnes liront les échanges des deux fiches").waitFor();
  expect(await findViolations(nadia)).toEqual([]);
  expect(await findOverflow(nadia)).toEqual([]);
  await nadia.getByRole("button", { name: `Fusionner ${from} dans ${into}` }).click();
  await nadia.waitForURL(`**/tickets/${into}`);
  await nadia.getByRole("article").filter({ hasText: "Le carrousel de l’accueil" }).waitFor();
  // Its requester follows her own number and arrives where it goes on.
  await ines.goto(`${site}/tickets/${from}`);
  await ines.waitForURL(`**/tickets/${into}`);
  await ines.getByRole("article").filter({ hasText: "Les images de l’accueil" }).waitFor();
  await nadia.getByRole("button", { name: "Annuler l’opération" }).click();
  await nadia.waitForURL(/origin=1/);
  await nadia.goto(`${site}/tickets/${into}`);
  await nadia.getByRole("article").filter({ hasText: "Les images de l’accueil" }).waitFor();
  expect(await nadia.getByRole("article").filter({ hasText: "Le carrousel de l’accueil" }).count()).toBe(0);
  await ines.goto(`${site}/tickets/${from}`);
  await ines.getByRole("article").filter({ hasText: "Le carrousel de l’accueil" }).waitFor();
  expect(complaints).toEqual([]);
});
