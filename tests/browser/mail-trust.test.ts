import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import { createTransport, type SendMailOptions } from "nodemailer";
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
const ines = "ines@culture.example";
const portail = "portail@guichet.example";

async function send(mail: SendMailOptions) {
  const client = createTransport({ host: "127.0.0.1", port: inject("mailPort"), ignoreTLS: true });
  await client.sendMail({ from: ines, to: portail, ...mail });
  client.close();
}

/** The notice whose subject ends so, once it has left. */
async function awaitNotice(title: string): Promise<ParsedMail> {
  const folder = join(inject("siteFolder"), "outbox");
  for (;;) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
    for (const name of names.reverse()) {
      const mail = await simpleParser(await readFile(join(folder, name)));
      if (mail.subject?.endsWith(title) && mail.text?.includes("enregistrée")) return mail;
    }
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

const referenceOf = ({ subject = "" }: ParsedMail) => /PORTAIL-\d+/.exec(subject)![0];

async function complain(page: Parameters<typeof findViolations>[0]) {
  expect(await findViolations(page)).toEqual([]);
  expect(await findOverflow(page)).toEqual([]);
}

test("an absence is folded and named, and the same words again are offered as a sequel", async () => {
  await send({ subject: "Le moteur de recherche rame", text: "Dix secondes par recherche." });
  const notice = await awaitNotice("Le moteur de recherche rame");
  await send({
    ...{ to: notice.replyTo!.text, subject: "Réponse automatique", text: "Je suis absente jusqu'à lundi." },
    headers: { "Auto-Submitted": "auto-replied" },
  });
  await send({ subject: "Re: Le moteur de recherche rame", text: "Et maintenant quinze." });
  const { page, complaints } = await as("nadia", `/tickets/${referenceOf(notice)}`);
  await page.getByText("Réponse automatique", { exact: true }).waitFor();
  const absence = page.getByText("Je suis absente jusqu'à lundi.");
  expect(await absence.isVisible()).toBe(false);
  await page.getByText("Afficher la réponse automatique").click();
  await absence.waitFor();
  await complain(page);

  await page.goto(`${site}/tickets?words=moteur+recherche+rame`);
  await page.getByRole("link", { name: "Le moteur de recherche rame" }).first().click();
  await page.getByText("Peut-être la suite de").waitFor();
  await page.getByRole("link", { name: referenceOf(notice), exact: true }).waitFor();
  await complain(page);
  expect(complaints).toEqual([]);
});

test("a thank-you for what is closed says so, with the means to reopen", async () => {
  await send({ subject: "Re: [PORTAIL-1] c'est réglé", text: "Merci beaucoup !" });
  const { page, complaints } = await as("nadia", "/tickets/PORTAIL-1", { screen: "phone" });
  const said = page.getByText("Remerciement", { exact: true });
  for (let looks = 0; looks < 40 && (await said.count()) === 0; looks++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  expect(await said.count()).toBe(1);
  await page.getByRole("article").last().getByRole("button", { name: "Rouvrir" }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await complain(page);
  const { page: theirs } = await as("ines", "/tickets/PORTAIL-1");
  expect(await theirs.getByText("Merci beaucoup !").count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("a mail's page says how its sender is known, and what to look at twice", async () => {
  await send({ from: `"admin@guichet.example" <${ines}>`, subject: "À regarder de près", text: "Bonjour" });
  await awaitNotice("À regarder de près");
  const { page, complaints } = await as("nadia", "/mails", { scheme: "dark" });
  await page.getByRole("link", { name: "À regarder de près" }).first().click();
  await page.getByText("Apporté par un serveur que l’on croit").waitFor();
  await page.getByText("Le nom affiché montre une autre adresse que la vraie.").waitFor();
  await complain(page);
  expect(complaints).toEqual([]);
});

test("the administrator names relays whose results are read, and a project's delay", async () => {
  const { page, complaints } = await as("admin", "/administration/settings");
  const relays = page.getByLabel("Réseau et nom du relais");
  await relays.fill("192.0.2.20 mx.exemple.fr\npas un réseau");
  await page.locator("#result-relays-panel").getByRole("button", { name: "Enregistrer" }).click();
  await page.locator("#result-relays-panel").getByRole("alert").waitFor();
  await relays.fill("192.0.2.20 mx.exemple.fr");
  await page.locator("#result-relays-panel").getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Enregistré").first().waitFor();
  await page.reload();
  expect(await relays.inputValue()).toBe("192.0.2.20 mx.exemple.fr");
  await complain(page);
  await page.goto(`${site}/administration/projects/PRESSE/details`);
  await page.getByLabel("Délai de réouverture, en jours").fill("10");
  await page.getByRole("button", { name: "Enregistrer" }).first().click();
  await page.getByText("Enregistré").first().waitFor();
  await page.reload();
  expect(await page.getByLabel("Délai de réouverture, en jours").inputValue()).toBe("10");
  await complain(page);
  expect(complaints).toEqual([]);
});
