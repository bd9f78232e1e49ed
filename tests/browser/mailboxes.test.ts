import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser } from "./browser";
import { openAs } from "./people";

const site = inject("siteUrl");
const path = "/administration/mailboxes";

let browser: OpenBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const open = (look?: Look) => openAs(browser, site, "admin", path, look);

describe("the page of mailboxes", () => {
  test("says what it is for while there is none", async () => {
    const { page, complaints, context } = await open();
    await page.getByText("Aucune boîte relevée").waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a mailbox is added with the keyboard; what cannot be is said where it was asked, and the password is asked again", async () => {
    const { page, complaints, context } = await open();
    await page.getByRole("button", { name: "Ajouter une boîte" }).press("Enter");
    const dialog = page.locator("dialog[open]");
    const field = (name: string) => dialog.getByLabel(name, { exact: true });
    await field("Nom").fill("Support du portail");
    await field("Serveur IMAP").fill("imap.exemple.fr");
    await field("Chiffrement").selectOption("none");
    await field("Port").fill("1");
    await field("Nom d’utilisateur").fill("guichet");
    await field("Mot de passe").fill("un mot de passe");
    await dialog.locator("[name=project]").selectOption("PORTAIL");
    await dialog.getByRole("button", { name: "Ajouter une boîte" }).click();
    await dialog.getByText("Sans chiffrement, seule une boîte de cette machine peut être relevée.").first().waitFor();
    expect(await field("Nom").inputValue()).toBe("Support du portail");
    expect(await field("Mot de passe").inputValue()).toBe("");
    expect(await findViolations(page)).toEqual([]);
    await field("Serveur IMAP").fill("127.0.0.1");
    await field("Mot de passe").fill("un mot de passe");
    await field("Mot de passe").press("Enter");
    await page.getByText("Boîte ajoutée").waitFor();
    const row = page.locator("tr", { hasText: "Support du portail" });
    await row.waitFor();
    expect(await page.content()).not.toContain("un mot de passe");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("its trouble is said in words, by the worker and at once when asked; it is paused and resumed", async () => {
    const { page, complaints, context } = await open();
    const row = page.locator("tr", { hasText: "Support du portail" });
    await row.getByRole("button", { name: "Vérifier" }).click();
    await row.getByRole("status").getByText("Le serveur refuse la connexion sur ce port.").waitFor();
    await expect
      .poll(async () => ((await page.reload()) ? row.textContent() : ""), { timeout: 20_000, interval: 500 })
      .toMatch(/En panne[\s\S]*Le serveur refuse la connexion/);
    await row.getByRole("button", { name: "Mettre en pause" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Mettre en pause" }).click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await row.getByText("par ").waitFor();
    await row.getByRole("button", { name: "Reprendre" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Reprendre" }).click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await row.getByRole("button", { name: "Mettre en pause" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Mettre en pause" }).click();
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await row.getByRole("button", { name: "Supprimer" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Annuler" }).click();
    await row.getByRole("button", { name: "Reprendre" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("suits a narrow screen, a dark one in English, and a phone", async () => {
    const looks: Look[] = [
      { screen: "narrow" },
      { scheme: "dark", language: "en" },
      { screen: "phone", scheme: "dark" },
    ];
    for (const look of looks) {
      const { page, complaints, context } = await open(look);
      await page.locator("tr", { hasText: "Support du portail" }).waitFor();
      expect(await findViolations(page)).toEqual([]);
      expect(await findOverflow(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });
});

test("the signed HTTP door is not there unless it was asked for", async () => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v2=${createHmac("sha256", "x".repeat(32)).update(`${timestamp}\n\n\n`).digest("hex")}`;
  const headers = { "x-guichet-timestamp": timestamp, "x-guichet-signature": signature };
  expect((await fetch(`${site}/api/mail/receive`, { method: "POST", headers, body: "" })).status).toBe(404);
});
