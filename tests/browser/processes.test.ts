import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser } from "./browser";
import { openAs, type PersonName } from "./people";

const site = inject("siteUrl");
let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = (name: PersonName, path: string, look?: Look) => openAs(browser, site, name, path, look);

async function openRequest(page: Page, words: string): Promise<string> {
  await page.getByLabel("Que se passe-t-il ?").fill(words);
  await page.getByLabel("Où ?").selectOption("PORTAIL");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await page.waitForURL(/\/tickets\/PORTAIL-\d+/);
  return /PORTAIL-\d+/.exec(page.url())![0];
}

const status = (page: Page) => page.getByLabel("Statut", { exact: true });

async function say(page: Page, words: string, after?: string) {
  await page.locator("#composer-reply").fill(words);
  if (after) await page.getByLabel("Statut après l’envoi").selectOption(after);
  await page.getByRole("button", { name: "Envoyer la réponse" }).click();
  await page.getByRole("article").filter({ hasText: words }).waitFor();
}

/** What the reader can choose, once the page shows that the ticket stands in `standing`. */
async function choicesFrom(page: Page, standing: string): Promise<string[]> {
  await expect.poll(() => status(page).inputValue()).toBe(standing);
  return status(page)
    .locator("option")
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
}

test("an incident is reported, taken up, held, resolved, refused, resolved again and confirmed", async () => {
  const { page: ines, complaints } = await as("ines", "/tickets/new");
  const reference = await openRequest(ines, "Le formulaire de subvention affiche une erreur 500");
  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  await nadia.getByRole("button", { name: "Objet et nature" }).click();
  await nadia.getByLabel("Nature").selectOption("incident");
  await nadia.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
  await nadia.getByText("a changé la nature").waitFor();
  expect(await choicesFrom(nadia, "new")).not.toContain("closed");

  await say(nadia, "Bonjour, nous regardons.");
  await choicesFrom(nadia, "in-progress");
  await say(nadia, "À quelle heure, s’il vous plaît ?", "waiting-requester");
  await ines.getByText("À quelle heure").waitFor();
  await say(ines, "Vers dix heures.");
  await choicesFrom(nadia, "in-progress");
  await say(nadia, "Le service est redémarré.", "resolved");
  await ines.getByRole("button", { name: "Ce n’est pas résolu" }).click();
  await ines.getByLabel("Que reste-t-il à régler ?").fill("L’erreur revient.");
  await ines.getByRole("button", { name: "Rouvrir" }).click();
  await choicesFrom(nadia, "in-progress");
  await say(nadia, "La base est réparée.", "resolved");
  await ines.getByRole("button", { name: "C’est bon" }).click();
  expect(await choicesFrom(nadia, "closed")).toEqual(["closed", "in-progress"]);
  expect(complaints).toEqual([]);
});

test("a request is taken up, then cancelled by who made it, and taken up again", async () => {
  const { page: ines } = await as("ines", "/tickets/new");
  const reference = await openRequest(ines, "Ajouter un lien vers le guide");
  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  await say(nadia, "Nous le faisons demain.");
  await ines.getByRole("button", { name: "Annuler ma demande" }).click();
  await ines.getByRole("dialog").getByRole("button", { name: "Annuler ma demande" }).click();
  expect(await choicesFrom(nadia, "cancelled")).toEqual(["cancelled", "in-progress"]);
  await say(ines, "Finalement, il le faut.");
  await choicesFrom(nadia, "in-progress");
});

describe("the process of a kind", () => {
  const path = "/administration/workspaces/inrap/workflows/problem";

  test("the administrator adds a status, is told what it lacks, gives it its moves, and an agent uses it", async () => {
    const { page: admin, complaints } = await as("admin", path);
    await admin.getByRole("button", { name: "Ajouter un statut" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByLabel("Libellé français").fill("Sous observation");
    await dialog.getByLabel("Libellé anglais").fill("Under observation");
    await dialog.getByRole("button", { name: "Ajouter" }).click();
    await admin.getByText("« Sous observation » n’a pas d’entrée").waitFor();
    const save = admin.getByRole("button", { name: "Enregistrer ce processus" });
    expect(await save.isDisabled()).toBe(true);

    await admin.getByRole("button", { name: "Ajouter un mouvement" }).click();
    const row = admin.getByRole("table", { name: "Mouvements" }).getByRole("row").last();
    await row.getByLabel(/^Vers/).selectOption("under-observation");
    await admin.getByText("Ce processus tient").waitFor();
    await save.click();
    await admin.getByText("Statuts ajoutés : Sous observation").waitFor();

    const { page: oscar } = await as("oscar", "/tickets/FOUILLES-5");
    await oscar.getByRole("button", { name: "Objet et nature" }).click();
    await oscar.getByLabel("Nature").selectOption("problem");
    await oscar.getByRole("dialog").getByRole("button", { name: "Enregistrer" }).click();
    await oscar.getByText("a changé la nature").waitFor();
    await status(oscar).selectOption("under-observation");
    await oscar.getByRole("button", { name: "Enregistrer", exact: true }).click();
    await oscar.locator("header").getByText("Sous observation").first().waitFor();
    expect(complaints).toEqual([]);
  });

  test.each<Look>([{ screen: "wide" }, { screen: "phone", scheme: "dark" }])("suits %o", async (look) => {
    const { page, complaints } = await as("admin", "/administration/workspaces/culture/workflows/change", look);
    await page.getByText("Ce processus tient").waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
