import { expect } from "vitest";
import { sendFile } from "../deposits/lay-package";
import type { World } from "../world";
import type { Done, Tokens } from "./process-calls";

const nadiasMail = "nadia@titulaire.example";

/** A package from its deposit to its withdrawal, with its signature, its links and who watches. */
export async function callDeposits(done: Done, { nadia, admin }: Tokens & { admin: string }, world: World) {
  const send = (name: string) => sendFile(world, nadiasMail, name, Buffer.from(`# ${name}`));
  const at = "/projects/PORTAIL/deposits";
  const place = { environment: "preproduction", kind: "script", label: "1.0" };
  const files = [{ upload: await send("api.sh"), path: "api.sh" }];
  const made = await done(nadia, "POST", at, { ...place, files });
  expect(made).toMatchObject({ ...place, name: "api.sh.zip", version: 1, arrival: "preparing", state: "deposited" });
  expect((await done(nadia, "GET", `${at}?kind=script`)).items).toContainEqual(made);
  const there = `/deposits/${made.id}`;
  const { preparePackage } = await import("@/lib/deposits/prepare-package");
  await preparePackage({ workspaceId: world.workspace("culture").id, packageId: made.id }, { last: false });
  expect(await done(nadia, "PATCH", there, { description: "De nuit." })).toMatchObject({ description: "De nuit." });
  const entries = await done(nadia, "GET", `${there}/entries`);
  expect(entries.items).toMatchObject([{ path: "api.sh", flags: [] }]);
  const signed = await done(nadia, "PUT", `${there}/signature`, { upload: await send("api.sh.asc") });
  expect(signed.signature).toMatchObject({ name: "api.sh.asc" });
  await done(nadia, "POST", `${there}/verify`, {});
  await done(nadia, "POST", `${there}/install`, { environment: "preproduction" });
  await done(nadia, "POST", `${there}/validate`, {});
  await done(nadia, "POST", `${there}/withdraw`, { reason: "Remplacé." });
  const { steps } = await done(nadia, "GET", there);
  expect(steps.at(-1)).toMatchObject({ state: "withdrawn", reason: "Remplacé.", by: { mail: nadiasMail } });
  await callLinks(done, nadia, there);
  await done(nadia, "PUT", `${at}/watch`);
  await done(nadia, "DELETE", `${at}/watch`);
  await done(admin, "PUT", `${at}/retention`, { kind: "script", days: 30 });
  expect((await done(nadia, "GET", `${at}/retention`)).items).toContainEqual({ kind: "script", days: 30 });
}

async function callLinks(done: Done, nadia: string, there: string) {
  const link = await done(nadia, "POST", `${there}/links`, { days: 1 });
  expect((await done(nadia, "GET", `${there}/links`)).items).toEqual([link]);
  await done(nadia, "DELETE", `${there}/links/${link.id}`);
  expect((await done(nadia, "GET", `${there}/links`)).items).toEqual([]);
}
