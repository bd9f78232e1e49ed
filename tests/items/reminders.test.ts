import { afterAll, beforeAll, expect, test } from "vitest";
import { openPostOffice } from "../incoming-mail/post-office";

let office: Awaited<ReturnType<typeof openPostOffice>>;
let verbs: typeof import("@/lib/items/remind-item-expiries") &
  typeof import("@/lib/items/create-item") &
  typeof import("@/lib/items/change-item");

beforeAll(async () => {
  office = await openPostOffice();
  verbs = {
    ...(await import("@/lib/items/remind-item-expiries")),
    ...(await import("@/lib/items/create-item")),
    ...(await import("@/lib/items/change-item")),
  };
  // What the demonstration holds is said first.
  await verbs.remindItemExpiries();
});
afterAll(() => office.close());

const nadia = () => office.world.actor("nadia@titulaire.example");
const mailsOf = async (itemId: string) => {
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { sql } = await import("drizzle-orm");
  const rows = await workspaceActor(office.world.workspace("culture").id).transaction((tx) =>
    tx.execute<{ to: string }>(
      sql`select to_mail as to from outgoing_mail where item_id = ${itemId} order by created_at, to_mail`,
    ),
  );
  return rows.map(({ to }) => to);
};
const day = (offset: number) =>
  new Date(Date.now() + offset * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" });
const certificate = {
  workspace: "culture",
  project: "PORTAIL",
  type: "tls-certificate",
  status: "in-service",
} as const;

test("its owner hears of an end once for each day that its type names, and again when it is put off", async () => {
  const owner = "nadia@titulaire.example";
  const { id } = await verbs.createItem(nadia(), { ...certificate, name: "Bientôt fini", owner, expiresOn: day(100) });
  const remindOn = async (offset: number) => {
    await verbs.remindItemExpiries(day(offset));
    return (await mailsOf(id)).length;
  };
  // 60, 30, 7 and 1 days before.
  expect(await remindOn(30)).toBe(0);
  expect(await remindOn(40)).toBe(1);
  expect(await remindOn(41)).toBe(1);
  // A worker that slept says the nearest one only.
  expect(await remindOn(95)).toBe(2);
  expect(await remindOn(99)).toBe(3);
  expect(await remindOn(101)).toBe(3);
  await verbs.changeItem(nadia(), { item: id, version: 1, expiresOn: day(130) });
  expect(await remindOn(101)).toBe(4);
  expect(new Set(await mailsOf(id))).toEqual(new Set([owner]));
  await verbs.changeItem(nadia(), { item: id, version: 2, status: "retired" });
  expect(await remindOn(124)).toBe(4);
});

test("without an owner, who keeps the items of its workspace hears it; two workers at once say it once", async () => {
  const { id } = await verbs.createItem(nadia(), { ...certificate, name: "Sans responsable", expiresOn: day(5) });
  await Promise.all([verbs.remindItemExpiries(), verbs.remindItemExpiries()]);
  expect(await mailsOf(id)).toEqual(["nadia@titulaire.example", "oscar@titulaire.example"]);
});

test("the mail says what stands as it leaves: nothing of what was renewed meanwhile", async () => {
  const owner = "oscar@titulaire.example";
  const lay = (name: string) => verbs.createItem(nadia(), { ...certificate, name, owner, expiresOn: day(3) });
  const [kept, renewed] = [await lay("Certificat à renouveler"), await lay("Certificat renouvelé")];
  await verbs.remindItemExpiries();
  await verbs.changeItem(nadia(), { item: renewed.id, version: 1, expiresOn: day(400) });
  const { writeLetter } = await import("@/lib/outgoing-mail/write-letter");
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { outgoingMail } = await import("@/db/schema");
  const { eq } = await import("drizzle-orm");
  const written = async (itemId: string) => {
    const [mail] = await workspaceActor(office.world.workspace("culture").id).transaction((tx) =>
      tx.select().from(outgoingMail).where(eq(outgoingMail.itemId, itemId)),
    );
    return writeLetter(mail!);
  };
  expect(await written(kept.id)).toMatchObject({
    letter: { subject: expect.stringContaining("Certificat à renouveler") },
  });
  expect(await written(renewed.id)).toEqual({ withheld: "nothing-to-say" });
});
