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

/** Ines says what is happening in two fields, and gets a number. */
async function openRequest(page: Page, words: string): Promise<string> {
  await page.getByLabel("Que se passe-t-il ?").fill(words);
  await page.getByLabel("Où ?").selectOption("PORTAIL");
  await page.getByRole("button", { name: "Envoyer la demande" }).click();
  await page.waitForURL(/\/tickets\/PORTAIL-\d+/);
  return /PORTAIL-\d+/.exec(page.url())![0];
}

const reply = (page: Page) => page.locator("#composer-reply");
const note = (page: Page) => page.locator("#composer-note");

test("ines opens a request with a file; nadia answers; ines sees it without reloading", async () => {
  const { page: ines, complaints } = await as("ines", "/");
  await ines.setInputFiles("input[type=file]", {
    name: "capture d’écran.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("Le bouton reste gris."),
  });
  await ines.getByText("Reçu", { exact: true }).waitFor();
  const reference = await openRequest(ines, "Je ne peux plus publier d’actualité\nLe bouton « Publier » reste gris.");
  await ines.getByText("Votre demande est enregistrée").waitFor();
  expect(await ines.locator("h1").textContent()).toBe(`${reference} Je ne peux plus publier d’actualité`);
  const opened = await ines.locator("header time").first().getAttribute("datetime");
  expect(Date.now() - Date.parse(opened!)).toBeLessThan(60_000);
  expect(await ines.getByRole("link", { name: /capture d’écran\.txt/ }).count()).toBeGreaterThan(0);

  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  const [download] = await Promise.all([
    nadia.waitForEvent("download"),
    nadia
      .getByRole("link", { name: /capture d’écran\.txt/ })
      .first()
      .click(),
  ]);
  expect(download.suggestedFilename()).toBe("capture d’écran.txt");
  await reply(nadia).fill("Bonjour, c’est réparé : pouvez-vous réessayer ?");
  await nadia.keyboard.press("Control+Enter");

  await ines.getByText("c’est réparé : pouvez-vous réessayer").waitFor();
  expect(await ines.getByText("Nous y travaillons").count()).toBe(1);
  expect(await reply(nadia).inputValue()).toBe("");
  expect(complaints).toEqual([]);
});

test("a note of nadia’s does not exist for ines, and looks like nothing else to oscar", async () => {
  const { page: ines } = await as("ines", "/tickets/new");
  const reference = await openRequest(ines, "La page d’accueil est lente");
  const { page: oscar } = await as("oscar", `/tickets/${reference}`);
  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  // A page hears what happened up to two seconds before it was drawn: her own opening is to be older than that.
  await ines.waitForTimeout(2_500);
  await ines.reload();
  // It begins to listen, and asks for what it shows next.
  await ines.waitForTimeout(2_000);
  const asked: string[] = [];
  ines.on("request", (request) => asked.push(request.url()));
  await nadia.keyboard.press("n");
  await note(nadia).fill("Le cache déborde, comme en mars.");
  await nadia.getByRole("button", { name: "Ajouter la note interne" }).click();
  await oscar.getByText("Le cache déborde").waitFor();
  expect(await oscar.getByText("Note interne", { exact: true }).count()).toBeGreaterThan(1);
  await ines.waitForTimeout(1_500);
  // Not even a movement: the page of ines asked nothing of the server.
  expect(asked).toEqual([]);
  await ines.reload();
  expect(await ines.content()).not.toContain("Le cache déborde");
});

test("what is being written survives a reload, a lost connection and the end of the session", async () => {
  const { page, context } = await as("ines", "/tickets/new");
  const reference = await openRequest(page, "Le formulaire de contact ne part pas");
  await reply(page).fill("Voici ce que j’ai essayé");
  await page.waitForTimeout(500);
  await page.reload();
  await expect.poll(() => reply(page).inputValue()).toBe("Voici ce que j’ai essayé");

  await context.setOffline(true);
  await page.getByRole("button", { name: "Envoyer la réponse" }).click();
  await page.getByRole("alert").filter({ hasText: "La connexion a été perdue" }).waitFor();
  await context.setOffline(false);
  expect(await reply(page).inputValue()).toBe("Voici ce que j’ai essayé");

  const kept = await context.cookies();
  await context.clearCookies();
  await page.getByRole("button", { name: "Envoyer la réponse" }).click();
  await page.waitForURL(/\/sign-in/);
  await context.addCookies(kept);
  await page.goto(`${site}/tickets/${reference}`);
  await expect.poll(() => reply(page).inputValue()).toBe("Voici ce que j’ai essayé");
  await page.getByRole("button", { name: "Envoyer la réponse" }).click();
  await page.getByRole("article").filter({ hasText: "Voici ce que j’ai essayé" }).waitFor();
  expect(await page.getByRole("article").filter({ hasText: "Voici ce que j’ai essayé" }).count()).toBe(1);
  expect(await reply(page).inputValue()).toBe("");
});

test("when nadia and oscar change the same ticket, the second sees both versions and loses nothing", async () => {
  const { page: ines } = await as("ines", "/tickets/new");
  const reference = await openRequest(ines, "Le moteur de recherche ne trouve rien");
  const { page: oscar } = await as("oscar", `/tickets/${reference}`);
  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  await oscar.getByLabel("Urgence").selectOption("1");
  await nadia.getByLabel("Statut", { exact: true }).selectOption("in-progress");
  await nadia.getByRole("button", { name: "Enregistrer" }).click();
  await nadia.getByText("a changé le statut").waitFor();
  // The page of oscar moves with the ticket; what he chose stays his.
  await oscar.getByText("a changé le statut").waitFor();
  expect(await oscar.getByLabel("Urgence").inputValue()).toBe("1");
  await oscar.getByRole("button", { name: "Enregistrer" }).click();
  const conflict = oscar.getByRole("row", { name: /Statut/ });
  await conflict.waitFor();
  expect(await conflict.textContent()).toContain("En cours");
  await oscar.getByRole("button", { name: "Enregistrer mes choix" }).click();
  await oscar.getByText("a changé l’urgence").waitFor();
  expect(await oscar.getByLabel("Statut", { exact: true }).inputValue()).toBe("in-progress");
});

test("ines says that it is not solved, then that it is", async () => {
  const { page: ines } = await as("ines", "/tickets/new");
  const reference = await openRequest(ines, "Le lien du dossier est mort");
  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  const resolve = async (words: string) => {
    await reply(nadia).fill(words);
    await nadia.getByLabel("Statut après l’envoi").selectOption("resolved");
    await nadia.getByRole("button", { name: "Envoyer la réponse" }).click();
  };
  await resolve("Le lien est réparé.");
  await ines.getByRole("button", { name: "Ce n’est pas résolu" }).click();
  await ines.getByLabel("Que reste-t-il à régler ?").fill("Il mène à une page vide.");
  await ines.getByRole("button", { name: "Rouvrir" }).click();
  await nadia.getByText("Il mène à une page vide.").waitFor();
  await nadia.getByText(/a rouvert la fiche/).waitFor();
  await resolve("Cette fois il mène au dossier.");
  await ines.getByRole("button", { name: "C’est bon" }).click();
  await ines.getByText("Cette demande est terminée").waitFor();
  expect(await ines.locator("h1 ~ *, header").getByText("Terminée", { exact: true }).count()).toBeGreaterThan(0);
});

test("a file goes on where it was cut", async () => {
  const { page, context } = await as("jules", "/tickets/new");
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") sent.push(request.headers()["upload-offset"]!);
  });
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  const slowly = { offline: false, latency: 5, downloadThroughput: -1, uploadThroughput: 3_000_000 };
  await client.send("Network.emulateNetworkConditions", slowly);
  const bytes = Buffer.alloc(8_000_000, "journal du serveur\n");
  await page.setInputFiles("input[type=file]", { name: "serveur.log", mimeType: "text/plain", buffer: bytes });
  await page.getByText(/^[1-9]0 %$/).waitFor();
  await page.getByRole("button", { name: "Mettre en pause l’envoi de serveur.log" }).click();
  await page.getByText("En pause").waitFor();
  await client.send("Network.emulateNetworkConditions", { ...slowly, uploadThroughput: -1 });
  await page.getByRole("button", { name: "Reprendre l’envoi de serveur.log" }).click();
  await page.getByText("Reçu", { exact: true }).waitFor();
  expect(Number(sent.at(-1))).toBeGreaterThan(0);
  await openRequest(page, "Voici le journal du serveur");
  const link = page.getByRole("link", { name: /serveur\.log/ }).first();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const { readFileSync } = await import("node:fs");
  expect(readFileSync(await download.path()).equals(bytes)).toBe(true);
});

test("what is written in a message is shown as it was written, and does nothing", async () => {
  const { page: ines, complaints } = await as("ines", "/tickets/new");
  const words = "<script>alert(1)</script> <img src=x onerror=alert(2)> [ici](javascript:alert(3)) \u202etxt.exe";
  const reference = await openRequest(ines, `<b>Gras</b>\n${words}\nhttps://exemple.fr/a?b=c.`);
  const { page: nadia } = await as("nadia", `/tickets/${reference}`);
  const message = nadia.getByRole("article").first();
  expect(await message.textContent()).toContain(words);
  expect(await nadia.locator("h1").textContent()).toContain("<b>Gras</b>");
  const links = await message
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(links).toEqual(["https://exemple.fr/a?b=c"]);
  expect(complaints).toEqual([]);
});

test("for rachid a ticket of the culture does not exist, nor its files", async () => {
  const { page: ines } = await as("ines", "/tickets/new");
  await ines.setInputFiles("input[type=file]", {
    name: "plan.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("plan"),
  });
  await ines.getByText("Reçu", { exact: true }).waitFor();
  const reference = await openRequest(ines, "Le plan du site est faux");
  const file = await ines
    .getByRole("link", { name: /plan\.txt/ })
    .first()
    .getAttribute("href");
  const { page: rachid } = await as("rachid", "/tickets");
  const answers = await Promise.all(
    [`/tickets/${reference}`, "/tickets/PORTAIL-999999", file!].map((path) => rachid.request.get(site + path)),
  );
  expect(answers.map((answer) => answer.status())).toEqual([404, 404, 404]);
  for (const answer of answers) expect(await answer.text()).not.toMatch(/plan du site|Inès|ines@/);
  const found = await rachid.request.get(`${site}/tickets?q=plan`);
  expect(await found.text()).not.toContain(reference);
});

test("nadia goes through the list with the keyboard, and its address holds what she asked", async () => {
  const { page } = await as("nadia", "/tickets");
  await page.getByLabel("Avancement").selectOption("open");
  await page.getByLabel("Projet").selectOption("PORTAIL");
  await page.getByRole("button", { name: "Appliquer" }).click();
  await page.waitForURL(/phase=open/);
  expect(new URL(page.url()).searchParams.get("project")).toBe("PORTAIL");
  const references = await page.locator("tbody td[data-first]").allTextContents();
  expect(references.every((reference) => reference.startsWith("PORTAIL-"))).toBe(true);
  await page.locator("h1").click();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site}/tickets/${references[0]}`);
});

const looks: Look[] = [
  { screen: "wide", language: "fr", scheme: "light" },
  { screen: "phone", language: "en", scheme: "dark" },
  { screen: "narrow", language: "fr", scheme: "light" },
  { screen: "zoomed", language: "fr", scheme: "dark" },
];

const pages: [PersonName, string][] = [
  ["ines", "/"],
  ["ines", "/tickets"],
  ["ines", "/tickets/new"],
  ["ines", "/tickets/PORTAIL-3"],
  ["nadia", "/"],
  ["nadia", "/tickets?more=1"],
  ["nadia", "/tickets?q=introuvable"],
  ["nadia", "/tickets/new"],
  ["nadia", "/tickets/PORTAIL-15"],
  ["nadia", "/tickets/PORTAIL-15?view=history"],
  ["camille", "/tickets/PORTAIL-15"],
];

describe.each(looks)("on a $screen screen, in $language, $scheme", (look) => {
  test.each(pages)("%s reads %s", async (name, path) => {
    const { page, context, complaints } = await as(name, path, look);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
