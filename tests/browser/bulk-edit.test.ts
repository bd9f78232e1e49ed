import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { findOverflow, findViolations, launchBrowser, type OpenBrowser } from "./browser";
import { openAs } from "./people";
import { meetPeople, type SitePeople } from "./site-people";

vi.setConfig({ testTimeout: 240_000 });

const site = inject("siteUrl");
let browser: OpenBrowser;
let known: SitePeople;
beforeAll(async () => {
  [browser, known] = [await launchBrowser(), await meetPeople()];
});
afterAll(() => Promise.all([browser?.close(), known?.close()]));

test("un agent change cent fiches d'un coup et l'annule", async () => {
  const headers = await known.takeToken("nadia@titulaire.example");
  for (let at = 1; at <= 100; at++)
    await fetch(`${site}/api/v1/tickets`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ project: "PORTAIL", title: `Balisage zirconium ${at}`, message: "À vérifier." }),
    });
  const { page: nadia, complaints } = await openAs(browser, site, "nadia", "/tickets?q=zirconium");
  await nadia.getByRole("button", { name: "Tout cocher sur cette page" }).click();
  await nadia.getByText("50 fiches cochées").waitFor();
  // The keyboard chooses too.
  await nadia
    .getByRole("link", { name: /Balisage zirconium/ })
    .first()
    .focus();
  await nadia.keyboard.press("x");
  await nadia.getByText("49 fiches cochées").waitFor();
  expect(await findViolations(nadia)).toEqual([]);
  await nadia.getByRole("link", { name: "Modifier toutes les fiches de cette liste" }).click();
  await nadia.getByText("100 fiches : ce que vous ne choisissez pas").waitFor();
  await nadia.getByLabel("Typologie").selectOption({ label: "Assistance" });
  await nadia.getByLabel("Écrire un message").fill("Le balisage est vérifié.");
  await nadia.getByRole("button", { name: "Voir ce qui changerait" }).click();
  await nadia.getByText("100 fiches changeraient").waitFor();
  expect(await findViolations(nadia)).toEqual([]);
  expect(await findOverflow(nadia)).toEqual([]);
  await nadia.getByRole("button", { name: "Modifier 100 fiches" }).click();
  await nadia.getByText("100 fiches modifiées").waitFor({ timeout: 60_000 });
  await nadia.getByRole("button", { name: "Annuler les 100 modifications" }).click();
  await nadia.getByText("100 fiches remises comme avant").waitFor({ timeout: 120_000 });
  const list = await fetch(`${site}/api/v1/tickets?q=zirconium&limit=200`, { headers });
  const { items } = (await list.json()) as { items: { category: string | null }[] };
  expect(items).toHaveLength(100);
  expect(items.every(({ category }) => category === null)).toBe(true);
  expect(complaints).toEqual([]);
});
