import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findOverflow, findViolations, launchBrowser, type OpenBrowser } from "./browser";
import { openAs, type PersonName } from "./people";

const site = inject("siteUrl");
let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = (name: PersonName, path: string) => openAs(browser, site, name, path);

test("ines asks by a form that the cache be emptied: she is told what is missing, then gets a number", async () => {
  const { page, complaints } = await as("ines", "/");
  await page.getByRole("link", { name: "Vider le cache", exact: true }).click();
  await page.getByRole("heading", { name: "Vider le cache" }).waitFor();
  await page.getByLabel("Adresses ou chemins concernés").fill("/agenda");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await page.getByRole("alert").getByText("Ce champ est nécessaire.").waitFor();
  expect(await page.getByLabel("Adresses ou chemins concernés").inputValue()).toBe("/agenda");
  await page.getByLabel("Site ou domaine").fill("agenda.culture.example");
  await page.getByLabel("Où ?").selectOption("PORTAIL");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await page.waitForURL(/\/tickets\/PORTAIL-\d+/);
  expect(await page.locator("h1").textContent()).toContain("Vider le cache de agenda.culture.example");
  await page.getByText("Adresses ou chemins concernés : /agenda").waitFor();
  expect(await findOverflow(page)).toEqual([]);
  expect(await findViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("the administrator adds a field, has a form ask it, and ines answers it", async () => {
  const { page: admin } = await as("admin", "/administration/workspaces/culture/fields");
  const name = `Bureau ${Date.now()}`;
  await admin.getByRole("button", { name: "Ajouter un champ" }).click();
  await admin.getByLabel("Nom en français").fill(name);
  await admin.getByLabel("Nom en anglais").fill("Office");
  await admin.getByRole("button", { name: "Ajouter", exact: true }).click();
  await admin.getByRole("cell", { name, exact: true }).waitFor();
  await admin.goto(`${site}/administration/workspaces/culture/forms/obtenir-une-assistance`);
  await admin.getByLabel(`Demander ${name}`).selectOption("required");
  await admin.getByRole("button", { name: "Enregistrer" }).click();
  await admin.waitForURL(/\/forms$/);

  const { page: ines } = await as("ines", "/catalogue/culture/obtenir-une-assistance");
  await ines.getByLabel(name).fill("B 214");
  await ines.getByLabel("Autre chose à dire ?").fill("Venez nous voir.");
  await ines.getByRole("button", { name: "Envoyer la demande" }).click();
  await ines.waitForURL(/\/tickets\/[A-Z]+-\d+/);
  await ines.getByText(`${name} : B 214`).waitFor();
});
