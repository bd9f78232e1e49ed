import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser } from "./browser";
import { openAs, type PersonName } from "./people";

const site = inject("siteUrl");
let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = (name: PersonName, path: string, look?: Look) => openAs(browser, site, name, path, look);

const bytes = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

test("nadia deposits two files, sees what became of them, verifies and installs them, and a script fetches them by a link", async () => {
  const { page, complaints } = await as("nadia", "/deposits");
  await page.getByRole("link", { name: "Portail des démarches culturelles" }).click();
  await page.getByRole("link", { name: "Déposer un paquet" }).click();
  const submit = page.getByRole("button", { name: "Déposer un paquet" });
  expect(await submit.isDisabled()).toBe(true);
  const name = `lot-${Date.now()}`;
  await page.getByLabel("Choisir des fichiers").setInputFiles([bytes("un.txt", "un"), bytes("deux.txt", "deux")]);
  await page.getByText("2 sur 2 fichiers").waitFor();
  await page.getByLabel(/^Nom/).fill(name);
  await page.getByLabel(/^Éléments de configuration/).fill("site-culture");
  await submit.click();
  await page.getByRole("heading", { name: `${name}.zip`, level: 1 }).waitFor();
  await page.getByRole("link", { name: "Télécharger" }).waitFor();
  await page.getByText("deux.txt").waitFor();
  for (const step of ["Marquer vérifié", "Installé en pré-production"]) {
    await page.getByRole("button", { name: step, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: step, exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }
  await page.getByRole("button", { name: "Installé en production", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Ces octets n’ont pas été validés").waitFor();
  await dialog.getByRole("button", { name: "Installé en production", exact: true }).click();
  await dialog.getByRole("alert").first().waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Créer un lien" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Créer un lien" }).click();
  await page.getByText("jamais utilisé").waitFor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copier le lien" }).click();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const fetched = await fetch(new URL(new URL(address).pathname, site));
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger" }).click();
  const downloaded = await readFile(await (await saved).path());
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(downloaded);
  expect((await fetch(new URL("/api/downloads/nothing", site))).status).toBe(404);
  expect(await findViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("camille, who only reads, sees no act, and rachid sees no package of the other service", async () => {
  const { page } = await as("camille", "/deposits/PORTAIL");
  await page.getByRole("link", { name: "portail.zip" }).first().click();
  await page.getByRole("heading", { name: "portail.zip", level: 1 }).waitFor();
  expect(await page.getByText("Faire avancer").count()).toBe(0);
  const { page: rachid } = await as("rachid", "/deposits");
  await rachid.getByRole("link", { name: "Prise de rendez-vous pour un don" }).waitFor();
  expect(await rachid.getByText("Portail des démarches").count()).toBe(0);
});

test("the deposit pages hold on a phone, in the dark, and read well to everybody", async () => {
  const { page, complaints } = await as("nadia", "/deposits", { screen: "phone", scheme: "dark", language: "fr" });
  for (const path of ["/deposits", "/deposits/PORTAIL", "/deposits/PORTAIL/new"]) {
    await page.goto(site + path);
    expect(await findOverflow(page)).toEqual([]);
    expect(await findViolations(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});
