import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ZipFile } from "yazl";
import { eicar, openFakeClamd } from "../files/fake-clamd";
import { openWorld, type World } from "../world";
import { layPackage } from "./lay-package";

// Against the fake that speaks clamd's protocol; tests/files/clamd.test.ts asks a real clamd where there is one.

vi.setConfig({ testTimeout: 60_000 });

let world: World;
let clamd: Awaited<ReturnType<typeof openFakeClamd>>;

beforeAll(async () => {
  clamd = await openFakeClamd();
  process.env.CLAMD = `127.0.0.1:${clamd.address.port}`;
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  await clamd.close();
});

const nadia = "nadia@titulaire.example";

async function zipOf(bytes: Buffer): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(bytes, "contenu.bin", { compress: false });
  zip.end();
  return buffer(zip.outputStream as Readable);
}

test("a package waits for the scanner, is served once it is clean, and set aside when it is not, with its depositor and installers told", async () => {
  const { openPackage } = await import("@/lib/deposits/open-package");
  const { scanPackage } = await import("@/lib/deposits/scan-package");
  const { verifyPackage } = await import("@/lib/deposits/verify-package");
  const actor = world.actor(nadia);
  const clean = await layPackage(world, nadia, { "propre.zip": await zipOf(Buffer.from("propre")) });
  await expect(openPackage(actor, clean.id)).rejects.toMatchObject({ code: "file-waits-for-scan", status: 409 });
  clamd.feels("breaks off");
  await expect(scanPackage({ workspaceId: clean.workspaceId, packageId: clean.id })).rejects.toThrow();
  await expect(openPackage(actor, clean.id)).rejects.toMatchObject({ code: "file-waits-for-scan" });
  clamd.feels("well");
  await scanPackage({ workspaceId: clean.workspaceId, packageId: clean.id });
  expect(await openPackage(actor, clean.id)).toMatchObject({ name: "propre.zip" });

  const ill = await layPackage(world, nadia, { "malade.zip": await zipOf(eicar) });
  for (const _ of [1, 2]) await scanPackage({ workspaceId: ill.workspaceId, packageId: ill.id });
  await expect(openPackage(actor, ill.id)).rejects.toMatchObject({ code: "file-infected", status: 403 });
  await expect(verifyPackage(actor, { package: ill.id })).rejects.toMatchObject({ code: "file-infected" });
  const told = await world.owner`select to_mail from outgoing_mail where kind = 'file-infected' order by to_mail`;
  expect(told.map(({ to_mail }) => to_mail)).toEqual([...new Set(told.map(({ to_mail }) => to_mail))]);
  expect(told.map(({ to_mail }) => to_mail)).toContain(nadia);
});

test("what the scanner missed while it was away is asked for again, once it is old enough to have been missed", async () => {
  const { scanWaitingPackages } = await import("@/lib/deposits/scan-waiting-packages");
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { sql } = await import("drizzle-orm");
  const { id } = await layPackage(world, nadia, { "attend.zip": await zipOf(Buffer.from("attend")) });
  const asked = async () => {
    const rows = await world.owner`select data->>'packageId' as id from pgboss.job where name = 'scan-package'`;
    return rows.filter((row) => row.id === id).length;
  };
  const before = await asked();
  await scanWaitingPackages();
  expect(await asked()).toBe(before);
  await world.owner`create policy aged_by_this_test on package to current_user using (true) with check (true)`;
  await world.owner`update package set deposited_at = now() - interval '1 hour' where id = ${id}`;
  clamd.feels("breaks off");
  expect(await scanWaitingPackages()).toBe(0);
  clamd.feels("well");
  await scanWaitingPackages();
  expect(await asked()).toBe(before + 1);
  const left = await workspaceActor(world.workspace("culture").id).transaction((tx) =>
    tx.execute(sql`select id from package where id = ${id} and scanned_at is null`),
  );
  expect(left).toHaveLength(1);
});
