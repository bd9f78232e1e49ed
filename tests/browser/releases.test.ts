import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { findOverflow, findViolations, type Look, launchBrowser, type OpenBrowser } from "./browser";
import { openAs, type PersonName } from "./people";
import { meetPeople, type SitePeople } from "./site-people";

const site = inject("siteUrl");
let browser: OpenBrowser;
let known: SitePeople;
beforeAll(async () => {
  [browser, known] = [await launchBrowser(), await meetPeople()];
});
afterAll(() => Promise.all([browser.close(), known.close()]));

const as = (name: PersonName, path: string, look?: Look) => openAs(browser, site, name, path, look);

/** A release and the change that it delivers, by the API. */
async function openBoth(): Promise<[release: string, change: string]> {
  const headers = { ...(await known.takeToken("nadia@titulaire.example")), "content-type": "application/json" };
  const open = async (kind: string, title: string) => {
    const body = JSON.stringify({ project: "PORTAIL", kind, title, message: "Prêt." });
    const answer = await fetch(`${site}/api/v1/tickets`, { method: "POST", headers, body });
    return ((await answer.json()) as { reference: string }).reference;
  };
  return [await open("release", "Version 5 du portail"), await open("change", "Nouvelle page d’accueil")];
}

/** Presses a button of the release's panel and says what the dialog asks. */
async function say(page: Page, button: string, words?: string) {
  await page.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("dialog");
  if (words) await dialog.getByRole("textbox").fill(words);
  await dialog.getByRole("button").last().click();
  await dialog.waitFor({ state: "hidden" });
}

test("une mise en production passe par la pré-production, puis la production, puis un retour arrière", async () => {
  const [release, change] = await openBoth();
  const { page: nadia, complaints } = await as("nadia", `/tickets/${release}`);
  await nadia.getByText("Rattacher un changement").click();
  await nadia.getByLabel("Référence du changement").fill(change);
  await nadia.getByRole("button", { name: "Rattacher" }).click();
  const panel = nadia.locator("#release");
  await panel.getByText("Nouvelle page d’accueil").waitFor();
  // Who installs does not say go.
  expect(await nadia.getByRole("button", { name: "Donner le go pour la pré-production" }).count()).toBe(0);

  const { page: oscar } = await as("oscar", `/tickets/${release}`);
  await say(oscar, "Prononcer un no-go pour la pré-production", "La sauvegarde n’est pas vérifiée.");
  await panel.getByText("La sauvegarde n’est pas vérifiée.").waitFor();
  await say(oscar, "Donner le go pour la pré-production");
  await nadia.getByRole("button", { name: "Déclarer installée en pré-production" }).waitFor();
  await say(nadia, "Déclarer installée en pré-production");
  await nadia.getByRole("button", { name: "Annoncer une vérification" }).click();
  await nadia.getByLabel("Premier jour").fill("2031-01-06");
  await nadia.getByLabel("Dernier jour").fill("2031-01-10");
  await nadia.getByRole("button", { name: "Annoncer", exact: true }).click();

  const { page: camille } = await as("camille", `/tickets/${release}`);
  await camille.getByRole("button", { name: "Prononcer le résultat de la VA" }).click();
  await camille.getByLabel("Réception").check();
  await camille.getByRole("button", { name: "Prononcer le résultat", exact: true }).click();
  await camille.locator("#release").getByText("Réception").waitFor();

  // Production is approved by named people; the approval has its own deeds.
  const { askApproval } = await import("@/lib/approvals/ask-approval");
  const { decideApproval } = await import("@/lib/approvals/decide-approval");
  const { personActor } = await import("@/lib/tenancy/actor");
  const { everything } = await known.learn();
  const actorOf = (mail: string) =>
    personActor(String(everything.get("account")!.find((row) => row.mail === mail)!.id), "web");
  const asked = { ticket: release, subject: "production" as const, approvers: ["oscar@titulaire.example"] };
  const { id } = await askApproval(actorOf("nadia@titulaire.example"), asked);
  await decideApproval(actorOf("oscar@titulaire.example"), { approval: id, verdict: "approve" });

  await nadia.reload();
  await panel.getByText("Go par approbation").waitFor();
  await say(nadia, "Déclarer installée en production");
  await nadia.getByText("En production").first().waitFor();
  await say(nadia, "Retour arrière en production", "Le paiement échoue depuis la bascule.");
  await panel.getByText("Le paiement échoue depuis la bascule.").waitFor();
  await nadia.getByText("Retour arrière").first().waitFor();

  await nadia.goto(`${site}/tickets/${release}?view=history`);
  await nadia.getByText("a fait un retour arrière en production").waitFor();
  await nadia.getByText("a prononcé le résultat de la VA : réception").waitFor();
  expect(complaints).toEqual([]);
});

test.each<Look>([{ screen: "wide" }, { screen: "phone", scheme: "dark" }])(
  "the page of a release is accessible and fits ($screen)",
  async (look) => {
    const [release] = await openBoth();
    const { page } = await as("oscar", `/tickets/${release}`, look);
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
  },
);
