import type { BrowserContext } from "playwright-core";
import type { Look, OpenBrowser, WatchedPage } from "./browser";

const password = "guichet-demo-2026";

const addresses = {
  ines: "ines@culture.example",
  jules: "jules@culture.example",
  camille: "camille@culture.example",
  paula: "paula@culture.example",
  rachid: "rachid@efs.example",
  nadia: "nadia@titulaire.example",
  oscar: "oscar@titulaire.example",
  admin: "admin@guichet.example",
} as const;

export type PersonName = keyof typeof addresses;

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
const known = new Map<string, Cookies>();

/** A page of somebody of the demonstration world, signed in, at `path`. One sign-in for each person of a test file. */
export async function openAs(
  browser: OpenBrowser,
  site: string,
  name: PersonName,
  path: string,
  look?: Look,
): Promise<WatchedPage> {
  const opened = await browser.open(look);
  const cookies = known.get(site + name);
  if (cookies) await opened.context.addCookies(cookies);
  await opened.page.goto(site + path);
  if (new URL(opened.page.url()).pathname !== "/sign-in") return opened;
  await opened.page.fill("[name=mail]", addresses[name]);
  await opened.page.fill("[name=password]", password);
  await opened.page.keyboard.press("Enter");
  await opened.page.waitForURL(site + path);
  known.set(site + name, sessionOf(await opened.context.cookies()));
  return opened;
}

/** Only the session: each page keeps its own language and look. */
function sessionOf(cookies: Cookies): Cookies {
  return cookies.filter((cookie) => cookie.name.endsWith(".session"));
}
