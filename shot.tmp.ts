import { launchBrowser, signIn } from "./tests/browser/browser";
const site = "http://127.0.0.1:3310";
const browser = await launchBrowser();
for (const [screen, scheme] of [["wide","light"],["wide","dark"],["phone","light"]] as const) {
  const { page, complaints } = await browser.open({ screen, scheme });
  await signIn(page, site, "admin@guichet.example");
  for (const kind of screen === "wide" && scheme === "light" ? ["request","change","release"] : ["change"]) {
    await page.goto(`${site}/administration/workspaces/culture/workflows/${kind}`, { timeout: 120000 });
    await page.waitForTimeout(2500);
    await page.screenshot({ path: `/tmp/flows-${kind}-${screen}-${scheme}.png`, fullPage: true });
  }
  console.log(complaints);
}
await browser.close();
