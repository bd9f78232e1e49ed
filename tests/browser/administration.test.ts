import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser, signIn } from "./browser";

const site = inject("siteUrl");
const rights = "/administration/projects/FOUILLES";

/** A right holds at the next request after the one that gave it was answered. */
const patient = { timeout: 15_000 };

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(mail: string, path: string, look?: Look) {
  const opened = await browser.open(look);
  await signIn(opened.page, site, mail);
  opened.complaints.length = 0;
  const answer = await opened.page.goto(site + path);
  return { ...opened, status: answer?.status() };
}

const levelOf = (page: Page, name: string) =>
  page.locator("tr", { hasText: name }).locator("[aria-pressed=true]").getAttribute("data-level");

describe("the rights of a project", () => {
  test("oscar gives paula the right to read with the keyboard; it holds at her next request, and so does its end", async () => {
    const { page, complaints, context } = await open("oscar@titulaire.example", rights);
    const paula = await open("paula@culture.example", "/tickets/FOUILLES-3");
    expect(paula.status).toBe(404);

    await page.getByRole("searchbox", { name: "Chercher une personne" }).fill("ferreira");
    expect(await page.locator("#rights tbody tr:visible").count()).toBe(1);
    await page.locator("tr", { hasText: "Paula Ferreira" }).locator("[aria-pressed=true]").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await paula.page.goto(`${site}/tickets/FOUILLES-3`))?.status(), patient).toBe(200);
    await page.reload();
    expect(await levelOf(page, "Paula Ferreira")).toBe("read");

    await page.locator("tr", { hasText: "Paula Ferreira" }).getByRole("button", { name: "Aucun" }).click();
    await expect.poll(async () => (await paula.page.goto(`${site}/tickets/FOUILLES-3`))?.status(), patient).toBe(404);
    expect(complaints).toEqual([]);
    await Promise.all([context.close(), paula.context.close()]);
  });

  test("oscar's own rights are out of his reach, and said to be", async () => {
    const { page, context } = await open("oscar@titulaire.example", rights);
    const own = page.locator("tr", { hasText: "Oscar Lemaire" });
    await own.getByRole("button", { name: "Lecture" }).click({ force: true });
    expect(await levelOf(page, "Oscar Lemaire")).toBe("none");
    expect(await own.textContent()).toContain("Personne ne change ses propres droits.");
    await context.close();
  });
});

describe("members", () => {
  test("a pasted list says what became of each line and keeps the faulty ones", async () => {
    const { page, complaints, context } = await open(
      "oscar@titulaire.example",
      "/administration/workspaces/inrap/members",
    );
    await page.getByRole("button", { name: "Ajouter des personnes" }).click();
    await page.getByRole("textbox", { name: "Personnes" }).fill("rachid@efs.example\npas une adresse");
    await page.locator("dialog[open]").getByRole("button", { name: "Ajouter", exact: true }).click();
    await page.getByText("Pas d’adresse sur cette ligne").waitFor();
    expect(await page.getByRole("textbox", { name: "Personnes" }).inputValue()).toBe("pas une adresse");
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");

    const rachid = page.locator("tr", { hasText: "Rachid Haddad" });
    await rachid.getByRole("combobox").selectOption({ label: "Suivi de projet" });
    await page.getByText("Profil de Rachid Haddad changé").waitFor();
    await rachid.getByRole("button", { name: "Retirer" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Retirer" }).click();
    await rachid.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await context.close();
  });
});

const everyPage = [
  ...["beneficiaries", "workspaces", "projects", "mailboxes", "settings", "journal"].map(
    (name) => `/administration/${name}`,
  ),
  ...["", "/members", "/profiles", "/categories", "/workflows/change", "/priorities"].map(
    (side) => `/administration/workspaces/culture${side}`,
  ),
  "/administration/projects/PORTAIL",
  "/administration/projects/PORTAIL/details",
  "/administration/journal?workspace=culture",
];

describe("every page of administration", () => {
  test("suits a narrow screen in French and a dark one in English, without a complaint", async () => {
    const looks: Look[] = [{ screen: "narrow" }, { scheme: "dark", language: "en" }];
    for (const look of looks) {
      const { page, complaints, context } = await open("admin@guichet.example", "/administration", look);
      for (const path of everyPage) {
        expect((await page.goto(site + path))?.status(), path).toBe(200);
        expect(await findViolations(page), path).toEqual([]);
        expect(await findOverflow(page), path).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test("does not exist for ines, who asks, nor for nadia, who answers", async () => {
    for (const mail of ["ines@culture.example", "nadia@titulaire.example"]) {
      const { page, context } = await open(mail, "/administration");
      for (const path of ["/administration", ...everyPage])
        expect((await page.goto(site + path))?.status(), `${mail} ${path}`).toBe(404);
      await context.close();
    }
  });
});
