import { launchBrowser, findViolations, findOverflow } from "@/tests/browser/browser";
const browser = await launchBrowser();
const { page, context, complaints } = await browser.open();
page.setDefaultTimeout(60000);
for (const host of ["127.0.0.1", "localhost"]) {
  await context.clearCookies();
  await page.goto(`http://${host}:41200/account?x=1`, { waitUntil: "networkidle" });
  console.log("at", page.url());
  await page.fill("#mail", "ines@culture.example"); await page.fill("#password", "wrong one here");
  await page.click("button[type=submit]:has-text('Se connecter')");
  await page.waitForTimeout(4000); await page.screenshot({path:"/tmp/acc-0.png"}); console.log(await page.locator("main").innerText());
  await page.fill("#password", "guichet-demo-2026");
  await page.click("button[type=submit]:has-text('Se connecter')");
  await page.waitForURL((u) => !u.pathname.includes("sign-in"), { timeout: 30000 }).catch(() => {});
  console.log("then", page.url(), (await context.cookies()).map((c) => `${c.name} secure=${c.secure} http=${c.httpOnly} ${c.sameSite} ${c.path} len=${c.value.length}`));
}
await page.waitForLoadState("networkidle");
await page.screenshot({ path: "/tmp/acc-1.png", fullPage: true });
console.log(await findViolations(page), complaints);
await browser.close();
