import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser, signIn } from "./browser";

const site = inject("siteUrl");
const agent = "nadia@titulaire.example";

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page of the list, signed in. */
async function openList(mail: string, look?: Look) {
  const opened = await browser.open(look);
  await signIn(opened.page, site, mail);
  opened.complaints.length = 0;
  await opened.page.goto(`${site}/tickets`);
  return opened;
}

describe("the frame, by keyboard alone", () => {
  test("lets one skip to the content, search, move among rows and see the keys", async () => {
    const { page, context, complaints } = await openList(agent);
    await page.keyboard.press("Tab");
    expect(await focused(page, "getAttribute('href')")).toBe("#content");
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("/");
    expect(await focused(page, "name")).toBe("q");
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("j");
    expect(await focused(page, "dataset.rowLink !== undefined")).toBe(true);
    await page.keyboard.press("?");
    expect(await page.locator("dialog[open]").count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog[open]").count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("keys can be turned off, for those who dictate", async () => {
    const { page, context } = await openList(agent);
    await page.keyboard.press("?");
    await page.click("dialog[open] input[name=shortcuts]");
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    expect(await focused(page, "name")).not.toBe("q");
    await context.close();
  });

  test("follows a plain link without loading the page anew", async () => {
    const { page, context } = await openList(agent);
    await page.evaluate("window.stayed = true");
    await page.focus("[data-row-link]");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== "/tickets");
    expect(await page.evaluate("window.stayed")).toBe(true);
    await context.close();
  });
});

test("language and appearance are chosen in the account's menu and kept", async () => {
  const { page, context, complaints } = await openList(agent);
  await page.click("button[popovertarget=account-menu]");
  expect(await findViolations(page)).toEqual([]);
  await page.click("#account-menu button[value=dark]");
  await page.locator("html[data-scheme=dark]").waitFor();
  await page.click("#account-menu button[value=en]");
  await page.locator("html[lang=en]").waitFor();
  await page.reload();
  expect(await page.locator("html[data-scheme=dark][lang=en]").count()).toBe(1);
  expect(await findViolations(page)).toEqual([]);
  // Her language is her account's: whoever comes after finds it as it was.
  await page.click("button[popovertarget=account-menu]");
  await page.click("#account-menu button[value=fr]");
  await page.locator("html[lang=fr]").waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("the side navigation folds to its icons and stays so", async () => {
  const { page, context } = await openList(agent);
  await page.click("[data-shortcut='[']");
  await page.reload();
  expect(await page.locator("[data-sidebar=icons]").count()).toBe(1);
  expect(await findViolations(page)).toEqual([]);
  await context.close();
});

test("on a phone the navigation is a drawer, which a link closes", async () => {
  const { page, context } = await openList(agent, { screen: "phone" });
  await page.click("nav button[popovertarget=navigation]");
  expect(await page.locator("#navigation:popover-open").count()).toBe(1);
  expect(await findViolations(page)).toEqual([]);
  await page.click("#navigation a[href='/tickets']");
  expect(await page.locator("#navigation:popover-open").count()).toBe(0);
  await context.close();
});

describe.each(["narrow", "zoomed"] as const)("on a %s screen", (screen) => {
  test.each([agent, "ines@culture.example"])("%s needs to scroll one way only", async (mail) => {
    const { page, context, complaints } = await openList(mail, { screen });
    expect(await findOverflow(page)).toEqual([]);
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

function focused(page: Page, what: string): Promise<unknown> {
  return page.evaluate(`document.activeElement.${what}`);
}
