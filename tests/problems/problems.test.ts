import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ticketLink } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { openWorld, type World } from "../world";

let world: World;
let verbs: {
  open: typeof import("@/lib/tickets/open-ticket").openTicket;
  gather: typeof import("@/lib/problems/gather-incidents").gatherIncidents;
  record: typeof import("@/lib/problems/record-known-error").recordKnownError;
  close: typeof import("@/lib/problems/close-problem").closeProblem;
  workarounds: typeof import("@/lib/problems/known-error-queries").listPublishedWorkarounds;
  get: typeof import("@/lib/tickets/ticket-queries").getTicket;
};

beforeAll(async () => {
  world = await openWorld();
  verbs = {
    open: (await import("@/lib/tickets/open-ticket")).openTicket,
    gather: (await import("@/lib/problems/gather-incidents")).gatherIncidents,
    record: (await import("@/lib/problems/record-known-error")).recordKnownError,
    close: (await import("@/lib/problems/close-problem")).closeProblem,
    workarounds: (await import("@/lib/problems/known-error-queries")).listPublishedWorkarounds,
    get: (await import("@/lib/tickets/ticket-queries")).getTicket,
  };
});
afterAll(() => world.close());

/** Lays or reads rows as a job does. */
async function asWorker<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>) {
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  return workspaceActor(workspaceId).transaction(work);
}

const ines = () => world.actor("ines@culture.example");
const jules = () => world.actor("jules@culture.example");
const nadia = () => world.actor("nadia@titulaire.example");

/** A problem of nadia's, and an incident each of ines and jules. */
async function lay() {
  const words = { project: "PORTAIL", title: "Coupure à 6 h", message: "Encore ce matin." };
  const problem = await verbs.open(nadia(), { ...words, kind: "problem", title: "Coupures répétées" });
  const one = await verbs.open(ines(), { ...words, kind: "incident" });
  const other = await verbs.open(jules(), { ...words, kind: "incident" });
  const incidents = [one.reference, other.reference];
  await verbs.gather(nadia(), { problem: problem.reference, incidents });
  return { problem, one, other, incidents };
}

describe("a problem", () => {
  test("gathers incidents once each, and neither end's journal tells the other's name", async () => {
    const { problem, one, incidents } = await lay();
    const again = await verbs.gather(nadia(), { problem: problem.reference, incidents });
    expect(again.map(({ reference }) => reference).sort()).toEqual([...incidents].sort());
    const { listEvents } = await import("@/lib/tickets/thread-queries");
    const lines = await ines().transaction((tx) => listEvents(tx, one, { limit: 50 }));
    const linked = lines.filter(({ type }) => type === "ticket.linked");
    expect(linked).toHaveLength(1);
    expect(JSON.stringify(linked[0]!.payload)).not.toContain(problem.reference);
  });

  test("gathers no request, nothing of another workspace, and nothing for who may only read", async () => {
    const { problem } = await lay();
    const request = await verbs.open(nadia(), { project: "PORTAIL", title: "Une demande", message: "x" });
    const foreign = await verbs.open(nadia(), { project: "DON", kind: "incident", title: "Ailleurs", message: "x" });
    for (const { reference } of [request, foreign])
      await expect(verbs.gather(nadia(), { problem: problem.reference, incidents: [reference] })).rejects.toMatchObject(
        { code: "not-an-incident-here", details: { reference } },
      );
    const camille = world.actor("camille@culture.example");
    await expect(
      verbs.gather(camille, { problem: problem.reference, incidents: [request.reference] }),
    ).rejects.toMatchObject({ name: "Forbidden" });
  });

  test("its workaround is read by ines on her incident once it is published, and not before nor after", async () => {
    const { problem, one } = await lay();
    const seenBy = (actor: ReturnType<typeof ines>) =>
      actor.transaction(async (tx) => (await verbs.workarounds(tx, one)).map(({ workaround }) => workaround));
    const workaround = "Relancer l’envoi à 8 h.";
    await verbs.record(nadia(), { ticket: problem.reference, workaround });
    expect(await seenBy(ines())).toEqual([]);
    await verbs.record(nadia(), { ticket: problem.reference, workaround, published: true });
    expect(await seenBy(ines())).toEqual([workaround]);
    // Jules reads neither her incident nor the problem; Rachid is of another workspace.
    expect(await seenBy(jules())).toEqual([]);
    expect(await seenBy(world.actor("rachid@efs.example"))).toEqual([]);
    await expect(ines().transaction((tx) => verbs.get(tx, problem.reference))).rejects.toMatchObject({
      name: "NotFound",
    });
    await verbs.record(nadia(), { ticket: problem.reference, workaround, published: false });
    expect(await seenBy(ines())).toEqual([]);
  });

  test("is closed with one message that resolves the incidents chosen, and leaves the others", async () => {
    const { problem, one, other } = await lay();
    const closed = await verbs.close(nadia(), {
      problem: problem.reference,
      solution: "Le relais est rechargé après chaque renouvellement.",
      incidents: [one.reference],
      message: "La cause est corrigée.",
    });
    expect(closed.problem.phase).toBe("resolved");
    const phases = await nadia().transaction(async (tx) => [
      (await verbs.get(tx, one.reference)).phase,
      (await verbs.get(tx, other.reference)).phase,
    ]);
    expect(phases).toEqual(["resolved", "new"]);
    const { listMessages } = await import("@/lib/tickets/thread-queries");
    const said = await ines().transaction((tx) => listMessages(tx, one, { limit: 10 }));
    expect(said.at(-1)!.body).toBe("La cause est corrigée.");
  });

  test("closed with an incident that is not its own changes nothing at all", async () => {
    const { problem, one } = await lay();
    const stranger = await verbs.open(ines(), { project: "PORTAIL", kind: "incident", title: "Autre", message: "x" });
    const asked = { problem: problem.reference, solution: "Fait.", message: "Fait." };
    await expect(
      verbs.close(nadia(), { ...asked, incidents: [one.reference, stranger.reference] }),
    ).rejects.toMatchObject({ code: "not-its-incident", details: { reference: stranger.reference } });
    const { phase } = await nadia().transaction((tx) => verbs.get(tx, one.reference));
    expect(phase).toBe("new");
    await expect(
      verbs.close(nadia(), { ...asked, incidents: [one.reference], message: undefined }),
    ).rejects.toMatchObject({ issues: [{ path: ["message"] }] });
  });

  test("two who close it at once: one does, the other is told", async () => {
    const { problem } = await lay();
    const asked = { problem: problem.reference, solution: "Fait." };
    const tried = await Promise.allSettled([verbs.close(nadia(), asked), verbs.close(nadia(), asked)]);
    expect(tried.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = tried.find((one) => one.status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: "already-ended" });
  });
});

describe("a major incident", () => {
  test("is told once, to each incident it touches that is not over, and to nobody twice", async () => {
    const { declareMajor } = await import("@/lib/tickets/declare-major");
    const { tellMajor } = await import("@/lib/tickets/tell-major");
    const { cancelTicket } = await import("@/lib/tickets/cancel-ticket");
    const words = { project: "PORTAIL", kind: "incident" as const, title: "Portail arrêté", message: "Erreur 503." };
    const major = await verbs.open(nadia(), words);
    const touched = [await verbs.open(ines(), words), await verbs.open(jules(), words)];
    const over = await verbs.open(ines(), words);
    await asWorker(major.workspaceId, (tx) =>
      tx.insert(ticketLink).values(
        [...touched, over].map(({ id }) => ({
          workspaceId: major.workspaceId,
          fromId: id,
          kind: "partOf" as const,
          toId: major.id,
        })),
      ),
    );
    await cancelTicket(ines(), { ticket: over.reference });
    const early = tellMajor(nadia(), { ticket: major.reference, text: "Trop tôt." });
    await expect(early).rejects.toMatchObject({ code: "not-major" });
    await declareMajor(nadia(), { ticket: major.reference, reason: "Tout le portail." });
    await expect(declareMajor(nadia(), { ticket: major.reference, reason: "Encore." })).rejects.toMatchObject({
      code: "already-major",
    });
    const { reached } = await tellMajor(nadia(), { ticket: major.reference, text: "Retour prévu à 10 h." });
    expect(reached).toEqual(touched.map(({ reference }) => reference).sort());
    const { listMessages } = await import("@/lib/tickets/thread-queries");
    for (const ticket of [major, ...touched]) {
      const said = await nadia().transaction((tx) => listMessages(tx, ticket, { limit: 10 }));
      expect(said.filter(({ nature }) => nature === "communication").map(({ body }) => body)).toEqual([
        "Retour prévu à 10 h.",
      ]);
    }
    const ids = [major, over, ...touched].map(({ id }) => id);
    const [notices] = await asWorker(major.workspaceId, (tx) =>
      tx.execute<{ told: string[] }>(sql`select array_agg(to_mail order by to_mail) as told from outgoing_mail
        where kind = 'message-added' and ticket_id = any(${sql.param(ids)}::uuid[])`),
    );
    expect(notices!.told).toEqual(["ines@culture.example", "jules@culture.example"]);
  });

  test("is declared by who may change it, of an incident only, and ends with a reason", async () => {
    const { declareMajor } = await import("@/lib/tickets/declare-major");
    const { endMajor } = await import("@/lib/tickets/end-major");
    const words = { project: "PORTAIL", title: "Une fiche", message: "x" };
    const request = await verbs.open(ines(), words);
    const incident = await verbs.open(ines(), { ...words, kind: "incident" });
    await expect(declareMajor(ines(), { ticket: incident.reference, reason: "x" })).rejects.toMatchObject({
      name: "Forbidden",
    });
    await expect(declareMajor(nadia(), { ticket: request.reference, reason: "x" })).rejects.toMatchObject({
      code: "not-an-incident",
    });
    await declareMajor(nadia(), { ticket: incident.reference, reason: "x" });
    expect((await endMajor(nadia(), { ticket: incident.reference, reason: "Rétabli." })).majorSince).toBeNull();
  });
});
