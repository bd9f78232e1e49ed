import { afterAll, beforeAll, expect, test } from "vitest";
import { findOverflow, findViolations, launchBrowser, type OpenBrowser } from "./browser";

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("the harness sees what is wrong with a page", async () => {
  const { page } = await browser.open({ screen: "narrow" });
  await page.setContent(
    `<html><head><meta name="viewport" content="width=device-width"></head><body><img src="data:,"><p style="width:900px">wide</p></body></html>`,
  );
  const violations = await findViolations(page);
  expect(violations.join()).toContain("image-alt (critical) at img");
  expect((await findOverflow(page)).join()).toContain("p. reaches");
});
