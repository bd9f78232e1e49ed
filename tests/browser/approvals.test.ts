import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser } from "./browser";
import { openAs, type PersonName } from "./people";

const site = inject("siteUrl");
const folder = inject("siteFolder");
let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = (name: PersonName, path: string, look?: Look) => openAs(browser, site, name, path, look);

/** Nadia prepares a change and asks camille to approve it. */
async function askForChange(title: string): Promise<{ nadia: Page; reference: string }> {
  const { page: nadia } = await as("nadia", "/tickets/new");
  await nadia.getByLabel("Que se passe-t-il ?").fill("La règle passe à une heure.");
  await nadia.locator("main [name=project]").selectOption("PORTAIL");
  await nadia.locator("main [name=title]").fill(title);
  await nadia.locator("main [name=kind]").selectOption("change");
  await nadia.locator("main form button[type=submit]").click();
  await nadia.waitForURL(/\/tickets\/PORTAIL-\d+/);
  await nadia.getByRole("button", { name: "Demander une approbation" }).click();
  await nadia.getByLabel("Camille Roussel").check();
  await nadia.getByRole("button", { name: "Demander", exact: true }).click();
  await nadia.locator("#approval").getByText("N’a pas encore décidé").waitFor();
  return { nadia, reference: /PORTAIL-\d+/.exec(nadia.url())![0] };
}

/** The link that the mail to camille holds, once that mail was written. */
async function linkFor(reference: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => (link = await findLink(reference)), { timeout: 20_000, interval: 500 })
    .toMatch(/\/approval\/[\w-]{112}$/);
  return link!;
}

async function findLink(reference: string): Promise<string> {
  const outbox = join(folder, "outbox");
  for (const name of await readdir(outbox).catch(() => [])) {
    const mail = await simpleParser(await readFile(join(outbox, name)));
    const to = [mail.to].flat().map((address) => address?.text);
    if (mail.subject?.includes(`[${reference}] Approbation`) && to.includes("camille@culture.example"))
      return /https?:\/\/\S+\/approval\/[\w-]{112}/.exec(mail.text ?? "")?.[0] ?? "";
  }
  return "";
}

test("camille approves a change from the mail, without signing in; nothing had been decided by opening the link", async () => {
  const { nadia, reference } = await askForChange("Une heure de cache");
  const link = await linkFor(reference);
  for (let i = 0; i < 3; i++) expect((await fetch(link, { method: i === 0 ? "HEAD" : "GET" })).status).toBe(200);
  const { page: camille, complaints } = await browser.open({ screen: "phone" });
  await camille.goto(link);
  await camille.getByText("La règle passe à une heure.").waitFor();
  expect(await findViolations(camille)).toEqual([]);
  expect(await findOverflow(camille)).toEqual([]);
  expect(await nadia.locator("#approval").getByText("A approuvé").count()).toBe(0);
  await camille.getByRole("button", { name: "J’approuve" }).click();
  await camille.getByText("Vous avez approuvé").waitFor();
  await nadia.locator("#approval").getByText("A approuvé").waitFor();
  await expect
    .poll(
      async () => {
        await nadia.reload();
        return nadia.getByText("Approuvé", { exact: true }).count();
      },
      {
        timeout: 20_000,
        interval: 1_000,
      },
    )
    .toBeGreaterThan(1);
  await camille.goto(link);
  await camille.getByText("Ce lien a déjà servi").waitFor();
  expect(complaints).toEqual([]);
});

test("oscar, signed in, cannot decide with camille's link", async () => {
  const { reference } = await askForChange("Deux heures de cache");
  const link = await linkFor(reference);
  const { page: oscar } = await as("oscar", "/approvals");
  await oscar.goto(link);
  await oscar.getByText("envoyé à une autre personne").waitFor();
  expect(await oscar.getByRole("button", { name: "J’approuve" }).count()).toBe(0);
});

test("camille refuses on her own page, says why, and nadia reads it on the ticket", async () => {
  const { nadia, reference } = await askForChange("Trois heures de cache");
  const { page: camille, complaints } = await as("camille", "/approvals", { screen: "phone" });
  const line = camille.getByRole("listitem").filter({ hasText: reference });
  await line.getByRole("button", { name: "Je refuse" }).click();
  await line.getByText("Donnez la raison de ce choix.").waitFor();
  expect(await findViolations(camille)).toEqual([]);
  expect(await findOverflow(camille)).toEqual([]);
  await line.getByLabel("Motif").fill("C'est la semaine de l'inventaire.");
  await line.getByRole("button", { name: "Je refuse" }).click();
  await nadia.locator("#approval").getByText("C'est la semaine de l'inventaire.").waitFor();
  await expect
    .poll(
      async () => {
        await nadia.reload();
        return nadia.getByText("Refusé", { exact: true }).count();
      },
      {
        timeout: 20_000,
        interval: 1_000,
      },
    )
    .toBeGreaterThan(1);
  expect(complaints).toEqual([]);
});
