import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Ground, mails, openGround } from "./ground";

let ground: Ground;
let reference: string;

beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.office.close());
beforeEach(async () => {
  reference = await ground.openChange();
});

const camille = () => ground.as("camille");
const paula = () => ground.as("paula");
const oscar = () => ground.as("oscar");
const nadia = () => ground.as("nadia");
const decide = (who: ReturnType<typeof camille>, approval: string, verdict: "approve" | "refuse", more = {}) =>
  ground.verbs.decideApproval(who, { approval, verdict, ...more });
const stateOf = async (id: string) => (await nadia().transaction((tx) => ground.verbs.getApproval(tx, id))).state;

/** Another profile for camille in culture, while `work` is done. */
async function whileCamilleIs(profile: string, work: () => Promise<unknown>) {
  const set = (name: string) => ground.world.owner`
    update membership m set profile_id = p.id from profile p where p.workspace_id = m.workspace_id and p.name = ${name}
      and m.account_id = ${ground.id("camille")} and m.workspace_id = ${ground.world.workspace("culture").id}`;
  await set(profile);
  try {
    await work();
  } finally {
    await set("Suivi de projet");
  }
}

describe("asking", () => {
  test("makes the ticket wait, and leaves its line", async () => {
    const asked = await ground.ask(reference, ["camille", "oscar"], 1);
    expect(asked).toMatchObject({ state: "pending", needed: 1, edited: false });
    expect((await ground.ticketOf(reference)).statusCode).toBe("waiting-approval");
    expect(await ground.verbs.verifyJournal()).toMatchObject({ broken: null });
  });

  test.each([
    ["somebody who may not decide", ["ines"], "may-not-decide"],
    ["somebody of another workspace", ["rachid"], "not-a-member"],
    ["oneself", ["nadia"], "not-your-own-approval"],
  ] as const)("is refused of %s", async (_, approvers, code) => {
    await expect(ground.ask(reference, [...approvers])).rejects.toMatchObject({ code });
  });

  test("is refused to who may not change the ticket, and twice", async () => {
    await expect(
      ground.verbs.askApproval(camille(), { ticket: reference, approvers: [mails.oscar] }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(
      ground.verbs.askApproval(ground.as("rachid"), { ticket: reference, approvers: [mails.oscar] }),
    ).rejects.toMatchObject({ status: 404 });
    await ground.ask(reference);
    await expect(ground.ask(reference)).rejects.toMatchObject({ code: "approval-pending" });
  });

  test("more people than were named", async () => {
    await expect(ground.ask(reference, ["camille"], 2)).rejects.toMatchObject({ code: "too-few-approvers" });
  });
});

describe("deciding", () => {
  test("two of three approve: the third is not waited for", async () => {
    const { id } = await ground.ask(reference, ["camille", "paula", "oscar"], 2);
    await decide(camille(), id, "approve");
    expect(await stateOf(id)).toBe("pending");
    await decide(oscar(), id, "approve");
    expect(await stateOf(id)).toBe("approved");
  });

  test("one refusal of three leaves hope, two end it", async () => {
    const { id } = await ground.ask(reference, ["camille", "paula", "oscar"], 2);
    await decide(camille(), id, "refuse", { reason: "Trop risqué." });
    expect(await stateOf(id)).toBe("pending");
    await decide(paula(), id, "refuse", { reason: "Idem." });
    expect(await stateOf(id)).toBe("refused");
  });

  test("a refusal says why, and who is asked nothing decides nothing", async () => {
    const { id } = await ground.ask(reference);
    await expect(decide(camille(), id, "refuse")).rejects.toMatchObject({ code: "reason-needed", field: "reason" });
    await expect(decide(oscar(), id, "approve")).rejects.toMatchObject({ code: "not-an-approver" });
    await expect(decide(nadia(), id, "approve")).rejects.toMatchObject({ status: 403 });
    await expect(decide(ground.as("rachid"), id, "approve")).rejects.toMatchObject({ status: 404 });
  });

  test("a later word supersedes the first, which is not rewritten", async () => {
    const { id } = await ground.ask(reference, ["camille", "oscar"]);
    await decide(camille(), id, "approve");
    await expect(decide(camille(), id, "approve")).rejects.toMatchObject({ code: "already-decided" });
    const after = await decide(camille(), id, "refuse", { reason: "J'ai relu." });
    expect(after.decisions.map(({ verdict }) => verdict)).toEqual(["approve", "refuse"]);
    expect(after.state).toBe("refused");
  });

  test("two decisions in the same second: both are kept, and only one ends it", async () => {
    const { id } = await ground.ask(reference, ["camille", "oscar"], 1);
    const both = await Promise.allSettled([
      decide(camille(), id, "approve"),
      decide(oscar(), id, "refuse", { reason: "Non." }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await stateOf(id)).toBe("approved");
    await ground.settled();
    expect((await ground.ticketOf(reference)).statusCode).toBe("approved");
    const told = (await ground.office.outbox(mails.nadia)).filter(({ text }) =>
      text?.includes(`${reference} est approuvé`),
    );
    expect(told).toHaveLength(1);
  });

  test("the same approver twice at once counts once", async () => {
    const { id } = await ground.ask(reference, ["camille", "oscar"]);
    const twice = await Promise.allSettled([decide(camille(), id, "approve"), decide(camille(), id, "approve")]);
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await stateOf(id)).toBe("pending");
  });

  test("an approver who lost the right decides nothing, and the page knows that another one is needed", async () => {
    const { id } = await ground.ask(reference);
    await whileCamilleIs("Demandeur", async () => {
      await expect(decide(camille(), id, "approve")).rejects.toMatchObject({ status: 403 });
      const seen = await nadia().transaction((tx) => ground.verbs.getApproval(tx, id));
      const { lacksApprovers } = await import("@/lib/approvals/approval");
      expect(lacksApprovers(seen)).toBe(true);
    });
    await decide(camille(), id, "approve");
    await whileCamilleIs("Demandeur", async () => expect(await stateOf(id)).toBe("approved"));
  });

  test("after an edit the decision is refused in words", async () => {
    const { id } = await ground.ask(reference);
    const { version } = await ground.ticketOf(reference);
    await ground.verbs.changeTicket(nadia(), { ticket: reference, version, title: "Autre chose" });
    await expect(decide(camille(), id, "approve")).rejects.toMatchObject({ code: "approval-lapsed" });
    const again = await ground.ask(reference);
    await decide(camille(), again.id, "approve");
    expect(await stateOf(id)).toBe("lapsed");
  });

  test("what was withdrawn is decided no more", async () => {
    const { id } = await ground.ask(reference);
    await ground.verbs.withdrawApproval(nadia(), { approval: id });
    await expect(decide(camille(), id, "approve")).rejects.toMatchObject({ code: "approval-withdrawn" });
  });
});

describe("standing in", () => {
  const days = { startsOn: "2020-01-01", endsOn: "2099-12-31" };
  const delegate = (to: string, more = {}) =>
    ground.verbs.delegateApprovals(camille(), { workspace: "culture", to, ...days, ...more });

  test("who was handed approvals decides, and the line says for whom", async () => {
    const { id } = await ground.ask(reference);
    const given = await delegate(mails.oscar);
    await expect(delegate(mails.paula)).rejects.toMatchObject({ code: "delegation-overlaps" });
    const waiting = await oscar().transaction((tx) => ground.verbs.listWaitingApprovals(tx));
    expect(waiting.map((one) => one.reference)).toContain(reference);
    const after = await decide(oscar(), id, "approve");
    expect(after.decisions).toMatchObject([{ seat: ground.id("camille"), by: ground.id("oscar") }]);
    await ground.verbs.endDelegation(camille(), { delegation: given.id });
    await expect(ground.verbs.endDelegation(camille(), { delegation: given.id })).rejects.toMatchObject({
      code: "delegation-ended",
    });
  });

  test("one person counts once, in whatever places he decides", async () => {
    const { id } = await ground.ask(reference, ["camille", "oscar"]);
    const given = await delegate(mails.oscar);
    await decide(oscar(), id, "approve");
    await expect(decide(oscar(), id, "approve", { approver: ground.id("camille") })).rejects.toMatchObject({
      code: "decided-otherwise",
    });
    await ground.verbs.endDelegation(camille(), { delegation: given.id });
  });

  test("not before nor after its days, nor to who may not decide, nor backwards", async () => {
    const { id } = await ground.ask(reference);
    const later = await delegate(mails.oscar, { startsOn: "2098-01-01" });
    await expect(decide(oscar(), id, "approve")).rejects.toMatchObject({ code: "not-an-approver" });
    await ground.verbs.endDelegation(oscar(), { delegation: later.id });
    await expect(delegate(mails.ines)).rejects.toMatchObject({ code: "may-not-decide" });
    await expect(delegate(mails.oscar, { endsOn: "2019-01-01" })).rejects.toMatchObject({ code: "dates-reversed" });
    await expect(delegate(mails.oscar, { startsOn: "2019-01-01", endsOn: "2019-01-02" })).rejects.toMatchObject({
      code: "date-past",
    });
  });
});

describe("reminders", () => {
  test("reach who said nothing, no more than once a day, and nobody once it lapsed", async () => {
    const { id } = await ground.ask(reference, ["camille", "oscar"]);
    await decide(oscar(), id, "approve");
    await ground.settled();
    const remindersOf = async (mail: string) =>
      (await ground.office.outbox(mail)).filter(({ subject }) => subject?.includes(`[${reference}] Rappel`)).length;
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    await ground.verbs.remindApprovers(inDays(1));
    await ground.verbs.remindApprovers(inDays(2.1));
    await ground.verbs.remindApprovers(inDays(2.2));
    await ground.settled();
    expect(await remindersOf(mails.camille)).toBe(1);
    expect(await remindersOf(mails.oscar)).toBe(0);
    const { version } = await ground.ticketOf(reference);
    await ground.verbs.changeTicket(nadia(), { ticket: reference, version, title: "Encore autre chose" });
    await ground.verbs.remindApprovers(inDays(9));
    await ground.settled();
    expect(await remindersOf(mails.camille)).toBe(1);
    expect(await stateOf(id)).toBe("lapsed");
    const told = await ground.office.outbox(mails.nadia);
    expect(told.filter(({ text }) => text?.includes(`L'approbation de ${reference} est à redemander`))).toHaveLength(1);
  });
});
