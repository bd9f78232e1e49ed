import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser } from "./browser";

const site = inject("siteUrl");
const pages = ["/sign-in", "/forgotten-password", "/reset/no-such-token", "/invitation/no-such-token"];
const looks: Look[] = [
  { screen: "wide", language: "fr", scheme: "light" },
  { screen: "phone", language: "en", scheme: "dark" },
  { screen: "narrow", language: "fr", scheme: "light" },
  { screen: "zoomed", language: "fr", scheme: "dark" },
];

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(looks)("before signing in, on a $screen screen, in $language, $scheme", (look) => {
  test.each(pages)("%s is readable by everybody", async (path) => {
    const { page, context, complaints } = await browser.open(look);
    await page.goto(site + path);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator("html").getAttribute("lang")).toBe(look.language);
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test("a wrong password is said once, where the reader is, and keeps the address that was typed", async () => {
  const { page, context } = await browser.open();
  await page.goto(`${site}/sign-in`);
  await page.fill("[name=mail]", "nobody@culture.example");
  await page.fill("[name=password]", "not the right one");
  await page.keyboard.press("Enter");
  const alert = page.locator("main [role=alert]");
  await alert.waitFor();
  expect(await alert.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  expect(await page.inputValue("[name=mail]")).toBe("nobody@culture.example");
  expect(await findViolations(page)).toEqual([]);
  await context.close();
});

test("an address that leads nowhere says so in the reader's language", async () => {
  const { page, context } = await browser.open({ language: "en" });
  const answer = await page.goto(`${site}/nowhere`);
  expect(answer?.status()).toBe(404);
  expect(await page.title()).toBe("Page not found · Guichet");
  expect(await findViolations(page)).toEqual([]);
  await context.close();
});
