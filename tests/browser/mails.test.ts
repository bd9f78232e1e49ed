import { createTransport, type SendMailOptions } from "nodemailer";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser } from "./browser";
import { openAs, type PersonName } from "./people";

const site = inject("siteUrl");
let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const as = (name: PersonName, path: string, look?: Look) => openAs(browser, site, name, path, look);

async function send(mail: SendMailOptions) {
  const client = createTransport({ host: "127.0.0.1", port: inject("mailPort"), ignoreTLS: true });
  await client.sendMail({ to: "portail@guichet.example", text: "Bonjour", ...mail });
  client.close();
}

/** Opens a page again until it says so: a mail takes a moment to be read. */
async function until(page: Awaited<ReturnType<typeof as>>["page"], words: string) {
  for (let times = 0; times < 50 && (await page.getByText(words).count()) === 0; times++) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  await page.getByText(words).first().waitFor();
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

test("nadia decides about several messages at once, from the keyboard, and takes one decision back", async () => {
  for (const rank of ["un", "deux"]) await send({ from: `lot-${rank}@ailleurs.example`, subject: `Offre ${rank}` });
  const { page, complaints } = await as("nadia", "/mails/quarantine");
  await until(page, "Offre deux");
  await page.getByLabel("Choisir « Offre un »").focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Choisir « Offre deux »").check();
  await page.getByLabel("Pourquoi les écarter").fill("Démarchage");
  await page.keyboard.press("Enter");
  await page.getByText("2 messages traités").waitFor();
  expect(await page.getByLabel("Choisir « Offre un »").count()).toBe(0);
  await page.getByRole("link", { name: "Offre deux" }).click();
  await page.getByRole("button", { name: "Remettre en attente" }).click();
  await page.getByRole("button", { name: "Remettre le message" }).waitFor();
  await page.getByRole("button", { name: "Indésirable" }).click();
  await page.getByText("Déclaré indésirable par").first().waitFor();
  expect(complaints).toEqual([]);
});

test("oscar invites an unknown sender, whose message becomes a ticket", async () => {
  await send({ from: "Nora Nouvelle <nora@culture.example>", subject: "Première demande de Nora" });
  const { page, complaints } = await as("oscar", "/mails/quarantine");
  await until(page, "Première demande de Nora");
  await page.getByRole("link", { name: "Première demande de Nora" }).click();
  await page.getByLabel(/De quelqu’un à inviter/).check();
  expect(await page.getByLabel("Nom de la personne").inputValue()).toBe("Nora Nouvelle");
  await page.getByLabel("Profil").selectOption({ label: "Demandeur" });
  await page.getByRole("button", { name: "Remettre le message" }).click();
  await page.getByText("Rattaché par").first().waitFor();
  await until(page, "PORTAIL-");
  expect(complaints).toEqual([]);
});

describe("a message with a picture, a message and an invitation in it", () => {
  const subject = "Capture et pièces jointes";
  let ticket = "";

  beforeAll(async () => {
    await send({
      ...{ from: "ines@culture.example", subject, text: undefined },
      html: '<p>Voici <b>l’écran</b> :</p><p><img src="cid:ecran@x" alt="écran"></p><p>Merci</p>',
      attachments: [
        { filename: "ecran.png", content: png, cid: "ecran@x" },
        {
          filename: "transmis.eml",
          contentType: "message/rfc822",
          content: "From: Anne <anne@ailleurs.example>\r\nSubject: Avant\r\n\r\nLe fond de l'affaire.",
        },
        {
          filename: "invite.ics",
          content:
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Comité\r\nDTSTART:20261124T130000Z\r\nLOCATION:Salle Malraux\r\nEND:VEVENT\r\nEND:VCALENDAR",
        },
      ],
    });
    const { page } = await as("nadia", `/mails?q=${encodeURIComponent("Capture")}`);
    await until(page, subject);
    ticket = (await page
      .getByRole("link", { name: /^PORTAIL-\d+$/ })
      .first()
      .textContent())!;
  });

  test("shows the picture where it stands, and its layout on demand", async () => {
    const { page, complaints } = await as("ines", `/tickets/${ticket}`);
    const picture = page.locator("article img").first();
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    expect(await page.getByText("Comité").count()).toBe(1);
    expect(await page.getByText("Salle Malraux").count()).toBe(1);
    expect(await page.getByText("Courriel d’origine").count()).toBe(0);
    await page.getByRole("link", { name: "Voir la mise en forme" }).click();
    await page.locator("article b", { hasText: "l’écran" }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("opens the message that it carries, as text", async () => {
    const { page, complaints } = await as("ines", `/tickets/${ticket}`);
    await page.getByRole("link", { name: "Lire ce message" }).click();
    await page.getByText("Le fond de l'affaire.").waitFor();
    expect(await page.locator("h1").textContent()).toContain("Avant");
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("is told step by step to who reviews mails, and read whole with its headers", async () => {
    const { page, complaints } = await as("nadia", `/tickets/${ticket}`);
    await page.getByRole("link", { name: "Courriel d’origine" }).click();
    await page.getByText("Lu : fiche ouverte").waitFor();
    expect(await page.getByText("Reçu par SMTP").count()).toBe(1);
    await page.getByRole("link", { name: "Lire en entier" }).click();
    await page.getByText("Subject:").first().waitFor();
    expect(await page.getByRole("link", { name: /transmis\.eml/ }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

const looks: [string, Look][] = [
  ["on a narrow telephone", { screen: "narrow" }],
  ["in the dark", { scheme: "dark" }],
  ["in English", { language: "en" }],
];

test.each(looks)("the pages of mail suit everybody %s", async (_name, look) => {
  await send({ from: `vu-${Date.now()}@ailleurs.example`, subject: "Vu de partout" });
  const { page, complaints } = await as("nadia", "/mails/quarantine", look);
  await until(page, "Vu de partout");
  const waiting = await page.getByRole("link", { name: "Vu de partout" }).first().getAttribute("href");
  for (const path of ["/mails/quarantine", "/mails", "/mails?q=rien-de-tel", waiting!, `${waiting}/content`]) {
    await page.goto(site + path);
    expect([path, await findViolations(page)]).toEqual([path, []]);
    expect([path, await findOverflow(page)]).toEqual([path, []]);
  }
  expect(complaints).toEqual([]);
});
