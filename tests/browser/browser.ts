import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import bundledChromium from "@sparticuz/chromium";
import { type BrowserContext, chromium, type Page } from "playwright-core";

/** The screens every page must suit; "zoomed" is a 1280×1024 window at 400 %. */
export const screens = {
  wide: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
  zoomed: { width: 320, height: 256 },
} as const;

export type Look = {
  screen?: keyof typeof screens;
  language?: "fr" | "en";
  scheme?: "light" | "dark";
  reducedMotion?: boolean;
};

export type OpenBrowser = {
  /** A page of a person who comes for the first time, with its complaints gathered. */
  open: (look?: Look) => Promise<WatchedPage>;
  close: () => Promise<void>;
};

export type WatchedPage = { page: Page; context: BrowserContext; complaints: string[] };

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the Chromium that comes as an npm package, on an empty profile; works as root and without a display. */
export async function launchBrowser(): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "guichet-browser-"));
  const browser = await chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    args: [...flags, `--disk-cache-dir=${profile}`],
  });
  return {
    open: async (look = {}) => {
      const context = await browser.newContext(contextOptions(look));
      const page = await context.newPage();
      return { page, context, complaints: gatherComplaints(page) };
    },
    close: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Signs in as one of the demonstration's people, and waits for the page that follows. */
export async function signIn(page: Page, site: string, mail: string, password = "guichet-demo-2026") {
  await page.goto(`${site}/sign-in`);
  await page.fill("[name=mail]", mail);
  await page.fill("[name=password]", password);
  await page.click("main form button[type=submit]");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

function contextOptions({ screen = "wide", language = "fr", scheme = "light", reducedMotion }: Look) {
  const byFinger = screen === "phone" || screen === "narrow";
  return {
    viewport: screens[screen],
    locale: language === "fr" ? "fr-FR" : "en-GB",
    timezoneId: "Europe/Paris",
    colorScheme: scheme,
    reducedMotion: reducedMotion ? ("reduce" as const) : ("no-preference" as const),
    hasTouch: byFinger,
    isMobile: byFinger,
  };
}

/** Errors of script, of the console, of the policy, and answers of 500: a good page has none. */
function gatherComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`answer ${response.status()}: ${response.url()}`);
  });
  return complaints;
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

type Violation = { id: string; impact: string; help: string; nodes: { target: string[]; failureSummary: string }[] };

/** What axe-core finds against WCAG 2.1 A and AA (and its best practices), one readable line each; empty is good. */
export async function findViolations(page: Page): Promise<string[]> {
  // Through the debugger, not a script tag: the page's own policy stays as strict as for anybody.
  await page.evaluate(await readFile(axePath, "utf8"));
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
      resultTypes: ["violations"],
    }).then((result) => result.violations)`,
  );
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id} (${violation.impact}) at ${node.target.join(" ")}: ${oneLine(node.failureSummary)}`,
    ),
  );
}

/** What sticks out of the window to the right: nobody should have to scroll two ways (WCAG 1.4.10). */
export async function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > limit + 1)
      .slice(0, 8)
      .map((element) => element.tagName.toLowerCase() + "." + element.className + " reaches "
        + Math.round(element.getBoundingClientRect().right) + " of " + limit);
  })()`);
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, " ").trim();
}
