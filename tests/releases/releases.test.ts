import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Environment, type StageStep, stageSteps } from "@/lib/releases/release";
import { isInOrder, nextSteps, type StageFacts } from "@/lib/releases/stage";
import { openWorld, type World } from "../world";

let world: World;
let verbs: typeof import("@/lib/releases/decide-stage") &
  typeof import("@/lib/releases/install-stage") &
  typeof import("@/lib/releases/roll-back-stage") &
  typeof import("@/lib/releases/announce-verification") &
  typeof import("@/lib/releases/decide-verification") &
  typeof import("@/lib/releases/release-queries") &
  typeof import("@/lib/approvals/ask-approval") &
  typeof import("@/lib/approvals/decide-approval") &
  typeof import("@/lib/tickets/open-ticket") &
  typeof import("@/lib/tickets/ticket-queries") &
  typeof import("@/lib/tickets/thread-queries");

beforeAll(async () => {
  world = await openWorld();
  verbs = {
    ...(await import("@/lib/releases/decide-stage")),
    ...(await import("@/lib/releases/install-stage")),
    ...(await import("@/lib/releases/roll-back-stage")),
    ...(await import("@/lib/releases/announce-verification")),
    ...(await import("@/lib/releases/decide-verification")),
    ...(await import("@/lib/releases/release-queries")),
    ...(await import("@/lib/approvals/ask-approval")),
    ...(await import("@/lib/approvals/decide-approval")),
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/ticket-queries")),
    ...(await import("@/lib/tickets/thread-queries")),
  };
});
afterAll(() => world.close());

const [nadia, oscar, camille, rachid, ines] = [
  "nadia@titulaire.example",
  "oscar@titulaire.example",
  "camille@culture.example",
  "rachid@efs.example",
  "ines@culture.example",
] as const;

async function openRelease(title: string) {
  const asked = { project: "PORTAIL", kind: "release" as const, title, message: "Tout ce qui est prêt." };
  return (await verbs.openTicket(world.actor(nadia), asked)).reference;
}

const go = (mail: string, ticket: string, environment: Environment, reason?: string) =>
  verbs.decideStage(world.actor(mail), { ticket, environment, verdict: "go", reason });
const noGo = (mail: string, ticket: string, environment: Environment, reason?: string) =>
  verbs.decideStage(world.actor(mail), { ticket, environment, verdict: "noGo", reason });
const install = (mail: string, ticket: string, environment: Environment) =>
  verbs.installStage(world.actor(mail), { ticket, environment });
const rollBack = (mail: string, ticket: string, environment: Environment, reason = "Erreurs 500.") =>
  verbs.rollBackStage(world.actor(mail), { ticket, environment, reason });

async function verify(ticket: string, outcome: "reception" | "ajournement" | "rejet" | "refaction", reason?: string) {
  const dates = { startsOn: "2031-01-06", endsOn: "2031-01-10" };
  const { id } = await verbs.announceVerification(world.actor(nadia), { ticket, type: "va", ...dates });
  return verbs.decideVerification(world.actor(camille), { ticket, verification: id, outcome, reason });
}

/** Named people approve production, as the workflow of every workspace asks at its birth. */
async function approveProduction(ticket: string) {
  const { id } = await verbs.askApproval(world.actor(nadia), { ticket, subject: "production", approvers: [oscar] });
  await verbs.decideApproval(world.actor(oscar), { approval: id, verdict: "approve" });
}

const refusal = (code: string) => ({ code });
const statusOf = async (reference: string) =>
  (await world.actor(nadia).transaction((tx) => verbs.getTicket(tx, reference))).statusCode;
const typesOf = async (reference: string) =>
  world.actor(nadia).transaction(async (tx) => {
    const ticket = await verbs.getTicket(tx, reference);
    return (await verbs.listEvents(tx, ticket, { limit: 100 })).map(({ type }) => type);
  });

test("a change that joins a release or leaves it makes its approvals lapse, with a line that says so", async () => {
  const { linkTickets } = await import("@/lib/tickets/link-tickets");
  const { unlinkTickets } = await import("@/lib/tickets/unlink-tickets");
  const release = await openRelease("Une mise en production dont le contenu change");
  const opened = { project: "PORTAIL", kind: "change" as const, title: "Un changement de plus", message: "Voilà." };
  const change = (await verbs.openTicket(world.actor(nadia), opened)).reference;
  const link = { from: release, kind: "releases" as const, to: change };
  const lapsed = async () => (await typesOf(release)).filter((type) => type === "approval.lapsed").length;
  await approveProduction(release);
  await linkTickets(world.actor(nadia), link);
  expect(await lapsed()).toBe(1);
  // What is there already changes nothing.
  await approveProduction(release);
  await linkTickets(world.actor(nadia), link);
  expect(await lapsed()).toBe(1);
  await unlinkTickets(world.actor(nadia), link);
  expect(await lapsed()).toBe(2);
});

describe("the whole way", () => {
  test("pre-production, its verification, production, and back: each a line with its author, and the status follows", async () => {
    const release = await openRelease("Version 9");
    await go(camille, release, "preProduction");
    await install(nadia, release, "preProduction");
    expect(await statusOf(release)).toBe("pre-production");
    await verify(release, "reception");
    await approveProduction(release);
    await install(nadia, release, "production");
    expect(await statusOf(release)).toBe("resolved");
    await rollBack(oscar, release, "production", "Le paiement échoue.");
    expect(await statusOf(release)).toBe("rolled-back");
    const read = await world
      .actor(camille)
      .transaction(async (tx) => verbs.readRelease(tx, await verbs.getTicket(tx, release)));
    expect(read.steps.map(({ environment, step, byName, reason }) => [environment, step, byName, reason])).toEqual([
      ["preProduction", "go", "Camille Roussel", null],
      ["preProduction", "installed", "Nadia Benali", null],
      ["production", "installed", "Nadia Benali", null],
      ["production", "rolledBack", "Oscar Lemaire", "Le paiement échoue."],
    ]);
    const types = await typesOf(release);
    expect(types.filter((type) => type.startsWith("stage") || type.startsWith("verification"))).toEqual([
      ...["stage.approved", "stage.installed", "verification.announced", "verification.decided"],
      ...["stage.installed", "stage.rolledBack"],
    ]);
  });

  test("production waits for its approval, whoever said go", async () => {
    const release = await openRelease("Sans approbation");
    await go(oscar, release, "preProduction");
    await install(nadia, release, "preProduction");
    await verify(release, "reception");
    await go(oscar, release, "production");
    await expect(install(nadia, release, "production")).rejects.toMatchObject({ status: 409 });
    expect(await statusOf(release)).toBe("pre-production");
    expect(await typesOf(release)).not.toContain("ticket.resolved");
  });
});

describe("the order", () => {
  test("nothing is installed without a go, nor rolled back before it is installed", async () => {
    const release = await openRelease("Dans l’ordre");
    await expect(install(nadia, release, "preProduction")).rejects.toMatchObject(refusal("go-needed"));
    await expect(rollBack(nadia, release, "preProduction")).rejects.toMatchObject(refusal("nothing-installed"));
    await expect(noGo(oscar, release, "preProduction")).rejects.toMatchObject(refusal("reason-needed"));
    await noGo(oscar, release, "preProduction", "Sauvegarde non vérifiée.");
    await expect(install(nadia, release, "preProduction")).rejects.toMatchObject(refusal("go-needed"));
    await go(oscar, release, "preProduction");
    await expect(go(oscar, release, "preProduction")).rejects.toMatchObject(refusal("said-already"));
    await install(nadia, release, "preProduction");
    await expect(install(nadia, release, "preProduction")).rejects.toMatchObject(refusal("installed-already"));
  });

  test("production before a verified pre-production wants to be explained", async () => {
    const release = await openRelease("Trop tôt");
    await expect(go(oscar, release, "production")).rejects.toMatchObject(refusal("order-reason-needed"));
    await go(oscar, release, "production", "Correctif d’urgence.");
    const other = await openRelease("Vérification ajournée");
    await go(oscar, other, "preProduction");
    await install(nadia, other, "preProduction");
    await verify(other, "ajournement", "Trois anomalies bloquantes.");
    await expect(go(oscar, other, "production")).rejects.toMatchObject(refusal("order-reason-needed"));
    await verify(other, "refaction", "Deux écrans manquent.");
    await go(oscar, other, "production");
  });

  test("is that of a plain machine, from any past", () => {
    const environment = "preProduction" as const;
    const pasts: StageStep[][] = [[]];
    for (const past of pasts)
      if (past.length < 5) for (const step of nextSteps(factsOf(past), environment)) pasts.push([...past, step]);
    for (const past of pasts) {
      const [before, last] = [past.at(-2), past.at(-1)];
      if (last === "installed") expect(before).toBe("go");
      if (last === "rolledBack") expect(before).toBe("installed");
      if (last === "go" || last === "noGo") expect(before).not.toBe("installed");
      // No past is a dead end.
      expect(nextSteps(factsOf(past), environment).length).toBeGreaterThan(0);
    }
    expect(new Set(pasts.flat()).size).toBe(stageSteps.length);
    expect(pasts.length).toBeGreaterThan(20);

    function factsOf(steps: StageStep[]): StageFacts {
      return { steps: steps.map((step) => ({ environment, step })), verifications: [], approved: [] };
    }
  });

  test("an approval is a go in its turn only, and a no-go said afterwards holds", () => {
    const installed = [{ environment: "preProduction", step: "installed" }] as const;
    const verified = [{ type: "va", outcome: "reception" }] as const;
    const approved: Environment[] = ["production"];
    const facts = { steps: [...installed], verifications: [...verified], approved };
    expect(nextSteps(facts, "production")).toContain("installed");
    expect(nextSteps({ ...facts, verifications: [] }, "production")).not.toContain("installed");
    const refused = [...installed, { environment: "production", step: "noGo" } as const];
    expect(nextSteps({ ...facts, steps: refused }, "production")).not.toContain("installed");
    expect(isInOrder({ ...facts, verifications: [{ type: "va", outcome: "rejet" }] }, "production")).toBe(false);
  });
});

describe("who says what", () => {
  test("go and outcomes are of who decides approvals; what is done is of who writes; the rest does not exist", async () => {
    const release = await openRelease("Chacun son rôle");
    await expect(go(nadia, release, "preProduction")).rejects.toMatchObject(refusal("forbidden"));
    await expect(go(rachid, release, "preProduction")).rejects.toMatchObject(refusal("not-found"));
    await expect(go(ines, release, "preProduction")).rejects.toMatchObject(refusal("not-found"));
    await go(camille, release, "preProduction");
    await expect(install(camille, release, "preProduction")).rejects.toMatchObject(refusal("forbidden"));
    await install(nadia, release, "preProduction");
    await expect(rollBack(camille, release, "preProduction")).rejects.toMatchObject(refusal("forbidden"));
    const asked = { ticket: release, type: "va" as const, startsOn: "2031-01-06", endsOn: "2031-01-10" };
    await expect(verbs.announceVerification(world.actor(camille), asked)).rejects.toMatchObject(refusal("forbidden"));
    const { id } = await verbs.announceVerification(world.actor(nadia), asked);
    const outcome = { ticket: release, verification: id, outcome: "reception" as const };
    await expect(verbs.decideVerification(world.actor(nadia), outcome)).rejects.toMatchObject(refusal("forbidden"));
    await expect(verbs.decideVerification(world.actor(rachid), outcome)).rejects.toMatchObject(refusal("not-found"));
  });

  test("two outcomes in the same second: one is written, the other refused, and neither is rewritten", async () => {
    const release = await openRelease("Deux à la fois");
    await go(oscar, release, "preProduction");
    await install(nadia, release, "preProduction");
    const dates = { startsOn: "2031-01-06", endsOn: "2031-01-10" };
    const { id } = await verbs.announceVerification(world.actor(nadia), { ticket: release, type: "va", ...dates });
    await expect(
      verbs.announceVerification(world.actor(nadia), { ticket: release, type: "va", ...dates }),
    ).rejects.toMatchObject(refusal("verification-open"));
    const decide = (mail: string, outcome: "reception" | "rejet") =>
      verbs.decideVerification(world.actor(mail), { ticket: release, verification: id, outcome, reason: "Vu." });
    const both = await Promise.allSettled([decide(camille, "rejet"), decide(oscar, "reception")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")!.reason).toMatchObject(refusal("verification-decided"));
    expect((await typesOf(release)).filter((type) => type === "verification.decided").length).toBe(1);
  });

  test("a go and a no-go in the same second leave two lines, and the later one holds", async () => {
    const release = await openRelease("Go et no-go");
    const both = await Promise.allSettled([
      go(camille, release, "preProduction"),
      noGo(oscar, release, "preProduction", "Attendez."),
    ]);
    expect(both.map((one) => (one.status === "rejected" ? one.reason : null))).toEqual([null, null]);
    const { steps } = await world
      .actor(nadia)
      .transaction(async (tx) => verbs.readRelease(tx, await verbs.getTicket(tx, release)));
    expect(steps.length).toBe(2);
    const held = install(nadia, release, "preProduction");
    if (steps.at(-1)!.step === "go") await held;
    else await expect(held).rejects.toMatchObject(refusal("go-needed"));
  });

  test("dates and outcomes that make no sense are refused", async () => {
    const release = await openRelease("Dates");
    const asked = { ticket: release, type: "vsr" as const, startsOn: "2031-01-10", endsOn: "2031-01-06" };
    await expect(verbs.announceVerification(world.actor(nadia), asked)).rejects.toMatchObject(
      refusal("verification-ends-before"),
    );
    const { id } = await verbs.announceVerification(world.actor(nadia), { ...asked, endsOn: "2031-01-10" });
    const decided = { ticket: release, verification: id, outcome: "rejet" as const };
    await expect(verbs.decideVerification(world.actor(oscar), decided)).rejects.toMatchObject(refusal("reason-needed"));
    await expect(
      verbs.decideVerification(world.actor(oscar), { ...decided, reason: "Trop lent." }),
    ).rejects.toMatchObject(refusal("nothing-installed"));
    const incident = await verbs.openTicket(world.actor(nadia), {
      project: "PORTAIL",
      kind: "incident",
      title: "Panne",
      message: "…",
    });
    await expect(go(oscar, incident.reference, "preProduction")).rejects.toMatchObject(refusal("not-a-release"));
  });
});
