import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Ground, mails, openGround } from "./ground";

let ground: Ground;
let reference: string;
let approval: string;
let token: string;

beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.office.close());
beforeEach(async () => {
  reference = await ground.openChange();
  ({ id: approval } = await ground.ask(reference, ["camille", "oscar"], 1));
  token = await tokenFor(mails.camille);
});

async function tokenFor(mail: string): Promise<string> {
  await ground.settled();
  const sent = (await ground.office.outbox(mail)).filter(({ subject }) => subject?.includes(`[${reference}]`)).at(-1);
  return /\/approval\/([\w-]{112})/.exec(sent?.text ?? "")?.[1] ?? "";
}

const look = (signedInAs: string | null = null) => ground.verbs.findLinkedApproval(token, signedInAs);
const approve = (signedInAs: string | null = null) =>
  ground.verbs.decideByLink({ token, verdict: "approve" }, signedInAs);
const standing = () => ground.as("nadia").transaction((tx) => ground.verbs.getApproval(tx, approval));

test("looking as often as one wants decides nothing, then one press decides", async () => {
  for (let i = 0; i < 5; i++) expect(await look()).toMatchObject({ open: true, ticket: { reference } });
  expect((await standing()).decisions).toEqual([]);
  await approve();
  expect(await standing()).toMatchObject({ state: "approved", decisions: [{ by: ground.id("camille") }] });
});

test("it serves once, even for two hands at the same moment", async () => {
  const both = await Promise.allSettled([approve(), approve()]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await standing()).decisions).toHaveLength(1);
  await expect(approve()).rejects.toMatchObject({ code: "link-used" });
  expect(await look()).toMatchObject({ open: false, refusal: "link-used" });
});

test("somebody else who is signed in there does not decide with it", async () => {
  await expect(approve(ground.id("oscar"))).rejects.toMatchObject({ code: "link-of-another" });
  expect(await look(ground.id("oscar"))).toMatchObject({ open: false, refusal: "link-of-another" });
  await approve(ground.id("camille"));
});

test("an edited change is not approved by the mail of before", async () => {
  const { version } = await ground.ticketOf(reference);
  await ground.verbs.changeTicket(ground.as("nadia"), { ticket: reference, version, title: "Autre chose" });
  await expect(approve()).rejects.toMatchObject({ code: "approval-lapsed" });
  expect(await look()).toMatchObject({ open: false, refusal: "approval-lapsed", reference });
});

test("nor one that was withdrawn, or decided by others", async () => {
  await ground.verbs.decideApproval(ground.as("oscar"), { approval, verdict: "approve" });
  await ground.settled();
  expect(await look()).toMatchObject({ open: false, refusal: "approval-settled" });
});

test("a right that was lost is lost for the link too", async () => {
  const { owner } = ground.world;
  const grants = await owner`delete from project_grant where account_id = ${ground.id("camille")} returning *`;
  await expect(approve()).rejects.toMatchObject({ code: "approver-lost-right" });
  expect(await look()).toMatchObject({ open: false, refusal: "approver-lost-right" });
  for (const grant of grants) await owner`insert into project_grant ${owner(grant)}`;
});

test("no other sign of it works: a letter changed, another seat, another time", async () => {
  const genuine = token;
  for (const place of [0, 30, 60, 90, 111]) {
    token = genuine.slice(0, place) + (genuine[place] === "A" ? "B" : "A") + genuine.slice(place + 1);
    await expect(approve()).rejects.toMatchObject({ status: 404 });
  }
  const { fingerprint } = await standing();
  const [camille, decider] = [ground.id("camille"), ground.id("camille")];
  const sealed = { approvalId: approval, seat: camille, decider, fingerprint };
  token = ground.verbs.sealApproval({ ...sealed, expiresAt: new Date(Date.now() - 60_000) });
  await expect(approve()).rejects.toMatchObject({ code: "link-expired" });
  token = ground.verbs.sealApproval({
    ...sealed,
    fingerprint: "0".repeat(64),
    expiresAt: new Date(Date.now() + 60_000),
  });
  await expect(approve()).rejects.toMatchObject({ status: 404 });
  expect((await standing()).decisions).toEqual([]);
});

test("the mail says what is asked, in the reader's words, and that answering decides nothing", async () => {
  const sent = (await ground.office.outbox(mails.camille)).filter(({ subject }) => subject?.includes(`[${reference}]`));
  expect(sent).toHaveLength(1);
  expect(sent[0]!.text).toContain("La règle /media passe à une heure.");
  expect(sent[0]!.text).toContain("Répondre à ce message ne vaut pas décision");
});
