import type { Page } from "playwright-core";
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
const reply = (page: Page) => page.locator("#composer-reply");
const cancel = (page: Page) => page.getByRole("button", { name: "Annuler l’envoi" });

async function openRequest(words: string): Promise<{ ines: Page; reference: string }> {
  const { page: ines } = await as("ines", "/tickets/new");
  await ines.getByLabel("Que se passe-t-il ?").fill(words);
  await ines.getByLabel("Où ?").selectOption("PORTAIL");
  await ines.getByRole("button", { name: "Envoyer la demande" }).click();
  await ines.waitForURL(/\/tickets\/PORTAIL-\d+/);
  return { ines, reference: /PORTAIL-\d+/.exec(ines.url())![0] };
}

test("nadia takes an answer back with the keyboard: it leaves every page, and her words are hers again", async () => {
  const { ines, reference } = await openRequest("Le plan du site est vide");
  const { page: nadia, complaints } = await as("nadia", `/tickets/${reference}`, { screen: "phone" });
  await reply(nadia).fill("Le mot de passe est zanzibar.");
  await nadia.keyboard.press("Control+Enter");
  await cancel(nadia).waitFor();
  await ines.getByText("zanzibar").waitFor();
  expect(await nadia.getByRole("status").filter({ hasText: "Vous pouvez l’annuler pendant 10 secondes" }).count()).toBe(
    1,
  );
  expect(await findViolations(nadia)).toEqual([]);
  expect(await findOverflow(nadia)).toEqual([]);
  await cancel(nadia).focus();
  await nadia.keyboard.press("Enter");
  await expect.poll(() => reply(nadia).inputValue()).toBe("Le mot de passe est zanzibar.");
  await expect.poll(() => nadia.getByRole("article").filter({ hasText: "zanzibar" }).count()).toBe(0);
  await expect.poll(() => ines.getByText("zanzibar").count()).toBe(0);
  await expect.poll(() => cancel(nadia).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("after ten seconds the bar goes, and the message says to whom it went", async () => {
  const { reference } = await openRequest("Le calendrier est décalé");
  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  await reply(nadia).fill("Nous regardons.");
  await nadia.getByRole("button", { name: "Envoyer la réponse" }).click();
  await cancel(nadia).waitFor();
  await cancel(nadia).waitFor({ state: "detached", timeout: 15_000 });
  await expect
    .poll(
      async () => {
        await nadia.reload();
        return nadia.getByText("Envoyé à une personne").count();
      },
      { timeout: 30_000, interval: 2_000 },
    )
    .toBe(2);
  // What was sent is no draft any more.
  expect(await reply(nadia).inputValue()).toBe("");
  await nadia.getByText("Envoyé à une personne").last().click();
  await nadia
    .getByText(/Inès .* : envoyé le/)
    .last()
    .waitFor();
});

test("jules chooses one summary a day, at his hour", async () => {
  const { page, complaints } = await as("jules", "/account", { screen: "phone", scheme: "dark" });
  expect(await page.getByLabel("Heure du résumé").count()).toBe(0);
  await page.getByLabel("Un résumé par jour").check();
  await page.getByLabel("Heure du résumé").selectOption("18");
  expect(await findViolations(page)).toEqual([]);
  expect(await findOverflow(page)).toEqual([]);
  await page.locator("#notices").getByRole("button", { name: "Enregistrer" }).click();
  await page.locator("#notices").getByText("Enregistré").waitFor();
  await page.reload();
  expect(await page.getByLabel("Un résumé par jour").isChecked()).toBe(true);
  expect(await page.getByLabel("Heure du résumé").inputValue()).toBe("18");
  await page.getByLabel("Tous les suivis").check();
  await page.locator("#notices").getByRole("button", { name: "Enregistrer" }).click();
  await page.locator("#notices").getByText("Enregistré").waitFor();
  expect(complaints).toEqual([]);
});

test("the administrator gives a project its sending address, and is warned when it is of another domain", async () => {
  const { page, complaints } = await as("admin", "/administration/projects/PORTAIL/details");
  await page.getByLabel("Adresse d’expédition").fill("service@culture.example");
  await page.getByLabel("Lignes de fin des avis").fill("Le service du numérique");
  await page.getByRole("button", { name: "Enregistrer" }).first().click();
  await page.getByText("Cette adresse n’est pas d’un domaine de Guichet").waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.reload();
  expect(await page.getByLabel("Lignes de fin des avis").inputValue()).toBe("Le service du numérique");
  await page.getByLabel("Adresse d’expédition").fill("");
  await page.getByLabel("Lignes de fin des avis").fill("");
  await page.getByRole("button", { name: "Enregistrer" }).first().click();
  await expect.poll(() => page.getByText("Cette adresse n’est pas d’un domaine de Guichet").count()).toBe(0);
  expect(complaints).toEqual([]);
});
