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

/** How many tickets the list shows, page after page. */
async function countListed(page: Page): Promise<number> {
  let listed = 0;
  for (;;) {
    listed += await page.locator("main tbody tr").count();
    const next = page.getByRole("link", { name: "Suivant" });
    if ((await next.count()) === 0) return listed;
    await page.goto(site + (await next.getAttribute("href")));
  }
}

test("each number that nadia follows leads to as many tickets", async () => {
  const { page, complaints } = await as("nadia", "/statistics?group=kind");
  const links = page.locator("table a[href^='/tickets?']");
  const followed = await links.evaluateAll((all) =>
    all
      .map((link) => ({ href: link.getAttribute("href")!, text: link.textContent!.trim() }))
      .filter(({ href, text }) => /counted=(opened|answered|resolved|backlog)/.test(href) && /^[1-9]\d*$/.test(text)),
  );
  expect(followed.length).toBeGreaterThan(6);
  for (const { href, text } of followed.filter((_, rank) => rank % 3 === 0)) {
    await page.goto(site + href);
    expect([href, await countListed(page)]).toEqual([href, Number(text)]);
  }
  expect(complaints).toEqual([]);
});

test("camille keeps a figure on a dashboard, and finds it there", async () => {
  const { page, complaints } = await as("camille", "/statistics");
  await page.getByText("Ces chiffres ne comptent que ce que vous pouvez lire").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Garder ce chiffre" }).click();
  await page.getByLabel("Titre").fill("Nos demandes");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await page.getByText("Chiffre gardé sur le tableau de bord.").waitFor();
  await page.goto(`${site}/statistics/dashboards`);
  await page.getByRole("link", { name: "Nos demandes" }).click();
  await page.getByRole("heading", { name: "Nos demandes", level: 1 }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  expect(await findOverflow(page)).toEqual([]);
  await page.getByRole("button", { name: "Retirer le tableau de bord" }).click();
  await page.waitForURL(`${site}/statistics/dashboards`);
  expect(complaints).toEqual([]);
});

test("paula is told of which projects her figures are, and sees no time that she may not read; ines has no statistics", async () => {
  const { page } = await as("paula", "/statistics");
  await page.getByText("Culture : 1 projet sur 2").waitFor();
  expect(await page.getByText("Temps réel").count()).toBe(0);
  const { page: ines } = await as("ines", "/statistics");
  await ines.getByRole("heading", { name: "Page introuvable" }).waitFor();
});

test.each([
  ["/statistics", { screen: "phone", scheme: "dark" }],
  ["/statistics?group=category&series=time&figure=resolutionMedian", { screen: "wide" }],
  ["/statistics?from=2020-01-01&to=2020-12-31", { screen: "narrow" }],
  ["/statistics?group=rien&by=heure&kind=incident", { screen: "wide", scheme: "dark", language: "en" }],
  ["/statistics/dashboards", { screen: "phone" }],
] as [string, Look][])("%s is readable by all", async (path, look) => {
  const { page, complaints } = await as("oscar", path, look);
  await page.locator("h1").waitFor();
  expect(await findViolations(page)).toEqual([]);
  expect(await findOverflow(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
