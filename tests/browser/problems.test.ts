import type { Page } from "playwright-core";
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

/** Opened by whoever works at the desk, by title and kind. */
async function open(page: Page, kind: string, title: string): Promise<string> {
  await page.goto(`${site}/tickets/new`);
  await page.getByLabel("Que se passe-t-il ?").fill(`${title}, encore ce matin.`);
  await page.getByLabel("Où ?").selectOption("PORTAIL");
  await page.getByLabel("Objet").fill(title);
  await page.getByLabel("Nature").selectOption(kind);
  await page.getByRole("button", { name: "Ouvrir la fiche" }).click();
  await page.waitForURL(/\/tickets\/PORTAIL-\d+/);
  return /PORTAIL-\d+/.exec(page.url())![0];
}

test("nadia gathers three incidents in a problem, publishes a workaround, then closes it and resolves two of them", async () => {
  const { page, complaints } = await as("nadia", "/");
  const incidents: string[] = [];
  for (const when of ["lundi", "mardi", "jeudi"]) incidents.push(await open(page, "incident", `Coupure de ${when}`));
  const problem = await open(page, "problem", "Coupures du matin");

  await page.getByRole("button", { name: "Rattacher" }).click();
  const gather = page.getByRole("dialog");
  for (const reference of incidents) await gather.getByLabel(reference).check();
  await gather.getByRole("button", { name: "Rattacher" }).click();
  await page.getByRole("region", { name: "Incidents rattachés" }).getByText(incidents[2]!).waitFor();

  await page.getByRole("button", { name: "Noter un contournement" }).click();
  await page.getByRole("textbox", { name: "Contournement" }).fill("Attendez dix minutes, puis rechargez la page.");
  await page.getByLabel("Montrer ce texte sur chaque incident rattaché").check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Publié sur les incidents").waitFor();
  await page.goto(`${site}/tickets/${incidents[0]}`);
  await page.getByText("Attendez dix minutes").waitFor();

  await page.goto(`${site}/tickets/${problem}`);
  await page.getByRole("button", { name: "Résoudre le problème" }).click();
  const close = page.getByRole("dialog");
  await close.getByLabel("Ce qui a été corrigé").fill("La tâche de six heures est déplacée.");
  await close.getByLabel(incidents[2]!).uncheck();
  await close.getByRole("button", { name: "Résoudre le problème" }).click();
  // Refused in words, and nothing is lost of what was typed and ticked.
  await close.getByRole("alert").waitFor();
  expect(await close.getByLabel("Ce qui a été corrigé").inputValue()).toContain("six heures");
  expect(await close.getByLabel(incidents[2]!).isChecked()).toBe(false);
  expect(await close.getByLabel(incidents[1]!).isChecked()).toBe(true);
  await close.getByLabel("Message à leurs demandeurs").fill("La cause est corrigée.");
  await close.getByRole("button", { name: "Résoudre le problème" }).click();
  await close.waitFor({ state: "hidden" });

  const listed = page.getByRole("region", { name: "Incidents rattachés" }).getByRole("listitem");
  const standing = async () => (await listed.allTextContents()).map((text) => /Résolue|Nouvelle/.exec(text)?.[0]);
  expect(await standing()).toEqual(["Résolue", "Résolue", "Nouvelle"]);
  expect(await findOverflow(page)).toEqual([]);
  expect(await findViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("oscar declares a major incident, writes to all it touches; nadia writes down her time, of which ines finds no trace", async () => {
  const { page: ines } = await as("ines", "/");
  await ines.getByLabel("Que se passe-t-il ?").fill("Tout le portail est arrêté.");
  await ines.getByLabel("Où ?").selectOption("PORTAIL");
  await ines.getByRole("button", { name: "Envoyer la demande" }).click();
  await ines.waitForURL(/\/tickets\/PORTAIL-\d+/);
  const reference = /PORTAIL-\d+/.exec(ines.url())![0];

  const { page: oscar } = await as("oscar", `/tickets/${reference}`);
  await oscar.getByRole("button", { name: "Objet et nature" }).click();
  await oscar.getByRole("dialog").getByLabel("Nature").selectOption("incident");
  await oscar.getByRole("button", { name: "Enregistrer" }).click();
  await oscar.getByRole("button", { name: "Déclarer majeur" }).click();
  await oscar.getByLabel("Pourquoi").fill("Aucune démarche ne fonctionne.");
  await oscar.getByRole("dialog").getByRole("button", { name: "Déclarer majeur" }).click();
  await oscar.getByRole("button", { name: "Communiquer" }).click();
  await oscar.getByRole("dialog").getByLabel("Message").fill("Retour prévu à 10 h.");
  await oscar.getByRole("dialog").getByRole("button", { name: "Communiquer" }).click();
  await ines.getByText("Retour prévu à 10 h.").first().waitFor();

  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  await nadia.getByRole("button", { name: "Noter du temps" }).click();
  const dialog = nadia.getByRole("dialog");
  await dialog.getByLabel("Temps comptabilisé").fill("1 h 07");
  await dialog.getByLabel("Temps réel").fill("2 h 03");
  await dialog.getByLabel("Ce qui a été fait").fill("Remplacement zinzolin");
  await dialog.getByRole("button", { name: "Noter du temps" }).click();
  await nadia.getByText("1 h 07 comptabilisées").waitFor();
  const { page: camille } = await as("camille", `/tickets/${reference}`);
  await camille.getByText("1 h 07 comptabilisées").waitFor();
  for (const view of ["", "?view=history"]) {
    await camille.goto(`${site}/tickets/${reference}${view}`);
    expect(await camille.content()).not.toContain("2 h 03");
    await ines.goto(`${site}/tickets/${reference}${view}`);
    const seen = await ines.content();
    for (const trace of ["1 h 07", "2 h 03", "zinzolin", "Temps passé"]) expect(seen).not.toContain(trace);
  }
});
