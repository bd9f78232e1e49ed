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

test("« POP Paris » en panne : en deux gestes, nadia voit les sites et les bénéficiaires touchés, camille les siens seuls", async () => {
  const { page: nadia, complaints } = await as("nadia", "/items?type=point-of-presence");
  const touched = async (page: typeof nadia) => {
    await page.getByRole("link", { name: "POP Paris" }).click();
    await page.getByRole("link", { name: "Voir l’impact" }).click();
    await page.getByRole("heading", { name: "Impact de POP Paris" }).waitFor();
    return (await page.locator("main").textContent())!;
  };
  const hers = await touched(nadia);
  for (const name of ["demarches.culture.example", "don.efs.example", "EFS", "INRAP", "Rachid Haddad"])
    expect(hers).toContain(name);
  const saved = nadia.waitForEvent("download");
  await nadia.getByRole("button", { name: "Enregistrer en SVG" }).click();
  const drawing = await readFile(await (await saved).path(), "utf8");
  expect(drawing).toContain("don.efs.example");
  expect(drawing).not.toContain("var(--");
  const picture = nadia.waitForEvent("download");
  await nadia.getByRole("button", { name: "Enregistrer en PNG" }).click();
  expect((await readFile(await (await picture).path())).subarray(1, 4).toString()).toBe("PNG");
  const { page: camille } = await as("camille", "/items?type=point-of-presence");
  const seen = await touched(camille);
  expect(seen).toContain("demarches.culture.example");
  for (const name of ["efs", "inrap", "EFS", "INRAP", "Rachid"]) expect(seen).not.toContain(name);
  expect(complaints).toEqual([]);
});

test("nadia lays a server, relates it, changes it, and sees how it was yesterday", async () => {
  const name = `srv-${Date.now()}`;
  const { page, complaints } = await as("nadia", "/items");
  await page.getByRole("link", { name: "Nouvel élément" }).click();
  await page.getByLabel("Espace").selectOption("culture");
  await page.getByLabel("Type").selectOption("server");
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await page.getByLabel(/Fin/).fill("1999-01-01");
  await page.getByLabel(/Début/).fill("2000-01-01");
  await page.getByRole("button", { name: "Créer l’élément" }).click();
  await page.getByText("La fin vient avant le début.").first().waitFor();
  await page.getByLabel(/Fin/).fill("2031-12-31");
  await page.getByRole("button", { name: "Créer l’élément" }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();

  await page.getByRole("button", { name: "Relier" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Relation").selectOption({ label: "héberge" });
  await dialog.getByRole("textbox", { name: "Autre élément" }).fill("demarches.culture.example");
  await dialog.getByRole("button", { name: "Relier" }).click();
  await page.getByRole("link", { name: "demarches.culture.example" }).waitFor();

  await page.getByRole("link", { name: "Modifier" }).click();
  await page.getByLabel("État").selectOption("in-service");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Prévu").first().waitFor();
  expect(await page.locator("#versions tbody tr").count()).toBe(2);
  await page.goto(`${page.url().split("?")[0]}?at=2020-01-01`);
  await page.getByText("Cet élément n’existait pas encore le 1 janvier 2020.").waitFor();
  expect(complaints).toEqual([]);
});

test("a site's page says which cache rule prevails for an address", async () => {
  const { page } = await as("nadia", "/items?q=demarches.culture.example&type=site");
  await page.getByRole("link", { name: "demarches.culture.example", exact: true }).click();
  await page.getByLabel("Adresse ou chemin").fill("https://demarches.culture.example/affiche.jpg");
  await page.getByRole("button", { name: "Chercher" }).click();
  await page.getByText(/photographies » prévaut/).waitFor();
});

const looks: Look[] = [
  { screen: "wide", scheme: "light" },
  { screen: "phone", scheme: "dark" },
  { screen: "zoomed", scheme: "light", language: "en" },
];

test.each(looks)("the pages of items are accessible and fit ($screen, $scheme)", async (look) => {
  const { page } = await as("nadia", "/items?type=point-of-presence", look);
  const paris = await page.getByRole("link", { name: "POP Paris" }).getAttribute("href");
  const paths = ["/items", "/items/new", "/items/new?workspace=culture&type=cache-rule", paris!, `${paris}/impact`];
  for (const path of [...paths, `${paris}/edit`]) {
    await page.goto(site + path);
    expect([path, await findViolations(page)]).toEqual([path, []]);
    expect([path, await findOverflow(page)]).toEqual([path, []]);
  }
});
