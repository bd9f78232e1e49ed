import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchBrowser, type OpenBrowser } from "./browser";

const site = inject("siteUrl");
const outbox = join(inject("siteFolder"), "outbox");
const demonstration = "guichet-demo-2026";
const phrase = "une fée cueille trois noix";
const other = "quatre lunes rousses au loin";

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function signIn(page: Page, mail: string, password: string, path: string) {
  await page.goto(site + path);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await page.fill("[name=mail]", mail);
  await page.fill("[name=password]", password);
  await page.keyboard.press("Enter");
  await page.waitForURL(site + path);
}

/** The address of a page in the last mail written to somebody, once the worker has written it. */
async function linkFor(mail: string, kind: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const files = readdirSync(outbox).filter((name) => name.endsWith(".eml"));
    const mails = await Promise.all(files.map((name) => simpleParser(readFileSync(join(outbox, name)))));
    const links = mails
      .filter(({ to }) => JSON.stringify(to).includes(mail))
      .sort((one, next) => Number(next.date) - Number(one.date))
      .flatMap(({ text }) => new RegExp(`https?://\\S+/${kind}/[\\w-]{64}`).exec(text ?? "") ?? []);
    if (links[0]) return links[0];
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`No mail to ${mail} holds a link of ${kind}.`);
}

test("jules is brought back to the page he asked for, with a cookie that no script and no other site can use", async () => {
  const { page, context, complaints } = await browser.open();
  await signIn(page, "jules@culture.example", demonstration, "/account?from=mail");
  const [session] = (await context.cookies()).filter(({ name }) => name.endsWith("guichet.session"));
  expect(session).toMatchObject({
    name: "__Host-guichet.session",
    httpOnly: true,
    secure: true,
    sameSite: "Lax",
    path: "/",
  });
  await page.goto(`${site}/sign-in?next=//evil.example`);
  expect(new URL(page.url()).origin).toBe(new URL(site).origin);
  expect(complaints).toEqual([]);
  await context.close();
});

test("an invited person chooses a password, signs in, loses everything at once when suspended, and comes back by a reset", async () => {
  const mail = "lea.martin@efs.example";
  const admin = await browser.open();
  await signIn(admin.page, "admin@guichet.example", demonstration, "/administration/accounts/invite");
  await admin.page.fill("[name=people]", `Léa Martin <${mail}>`);
  await admin.page.click("main button[type=submit]");
  await admin.page.waitForSelector("main table");

  const lea = await browser.open({ screen: "phone" });
  await lea.page.goto(await linkFor(mail, "invitation"));
  expect(await lea.page.inputValue("[name=name]")).toBe("Léa Martin");
  await lea.page.fill("[name=newPassword]", "Martin-2026-Martin");
  await lea.page.click("main button[type=submit]");
  await lea.page.getByText("« martin »").first().waitFor();
  await lea.page.fill("[name=newPassword]", phrase);
  await lea.page.click("main button[type=submit]");
  await lea.page.waitForURL("**/sign-in?after=welcome");
  await signIn(lea.page, mail, phrase, "/account");
  const hidden = await lea.page.goto(`${site}/administration/accounts`);
  expect(hidden?.status()).toBe(404);

  await admin.page.goto(`${site}/administration/accounts?q=lea.martin`);
  await admin.page.getByRole("link", { name: "Léa Martin" }).click();
  await admin.page.getByRole("button", { name: "Suspendre" }).click();
  await admin.page.locator("dialog[open] button[type=submit]").click();
  await admin.page.getByRole("button", { name: "Rétablir" }).waitFor();
  await lea.page.goto(`${site}/account`);
  expect(new URL(lea.page.url()).pathname).toBe("/sign-in");
  await admin.page.getByRole("button", { name: "Rétablir" }).click();
  await admin.page.getByRole("button", { name: "Suspendre" }).waitFor();

  await signIn(lea.page, mail, phrase, "/account");
  const elsewhere = await browser.open();
  await elsewhere.page.goto(`${site}/forgotten-password`);
  await elsewhere.page.fill("[name=mail]", mail);
  await elsewhere.page.click("main button[type=submit]");
  await elsewhere.page.getByRole("status").filter({ hasText: /./ }).first().waitFor();
  await elsewhere.page.goto(await linkFor(mail, "reset"));
  await elsewhere.page.fill("[name=newPassword]", other);
  await elsewhere.page.click("main button[type=submit]");
  await elsewhere.page.waitForURL("**/sign-in?after=reset");
  await lea.page.goto(`${site}/account`);
  expect(new URL(lea.page.url()).pathname).toBe("/sign-in");
  await signIn(lea.page, mail, other, "/account");
  for (const { complaints } of [admin, lea, elsewhere])
    expect(complaints.filter((words) => !words.includes("404"))).toEqual([]);
});

test("jules ends the session that he left open elsewhere, and makes a token which opens the API", async () => {
  const [here, there] = [await browser.open(), await browser.open()];
  await signIn(there.page, "jules@culture.example", demonstration, "/account");
  await signIn(here.page, "jules@culture.example", demonstration, "/account");
  await here.page.getByRole("button", { name: "Fermer toutes les autres" }).click();
  await here.page.getByRole("button", { name: "Fermer toutes les autres" }).waitFor({ state: "detached" });
  await there.page.goto(`${site}/account`);
  expect(new URL(there.page.url()).pathname).toBe("/sign-in");

  await here.page.getByRole("button", { name: "Nouveau jeton" }).click();
  const dialog = here.page.locator("dialog[open]");
  await dialog.locator("[name=name]").fill("Export");
  await dialog.locator("[name=password]").fill(demonstration);
  await dialog.locator("button[type=submit]").click();
  const token = (await dialog.locator("code").textContent()) ?? "";
  const answer = await fetch(`${site}/api/v1/accounts/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await answer.json()).toMatchObject({ mail: "jules@culture.example" });
});

test("next-auth's own doors refuse what does not come from a page of ours", async () => {
  const knock = (headers: Record<string, string>, body = "mail=jules@culture.example&password=x") =>
    fetch(`${site}/api/auth/callback/credentials`, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body,
    });
  expect((await knock({})).status).toBe(403);
  expect((await knock({ origin: "https://evil.example" })).status).toBe(403);
  expect((await knock({ origin: site }, `password=${"x".repeat(20_000)}`)).status).toBe(413);
  const withoutToken = await knock({ origin: site });
  expect(withoutToken.headers.getSetCookie().filter((cookie) => cookie.includes(".session="))).toEqual([]);
});
