import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Workflow } from "@/lib/workflows/workflow";
import { linesOf } from "../workspaces/administration-lines";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

const admin = () => world.actor("admin@guichet.example");
const nadia = () => world.actor("nadia@titulaire.example");
const oscar = () => world.actor("oscar@titulaire.example");
const ines = () => world.actor("ines@culture.example");
const rachid = () => world.actor("rachid@efs.example");

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
});
afterAll(() => world.close());

async function loadVerbs() {
  const [change, queries, open, set, reply, confirm, reopen, cancel] = await Promise.all([
    import("@/lib/workspaces/change-workflow"),
    import("@/lib/workflows/workflow-queries"),
    import("@/lib/tickets/open-ticket"),
    import("@/lib/tickets/change-ticket"),
    import("@/lib/tickets/reply-to-ticket"),
    import("@/lib/tickets/confirm-resolution"),
    import("@/lib/tickets/reopen-ticket"),
    import("@/lib/tickets/cancel-ticket"),
  ]);
  return { ...change, ...queries, ...open, ...set, ...reply, ...confirm, ...reopen, ...cancel };
}

const current = (kind: "request" | "change" = "request") =>
  admin().transaction((tx) => verbs.getWorkflow(tx, world.workspace("culture").id, kind));

async function save(edit: (workflow: Workflow) => void, replacements: Record<string, string> = {}, actor = admin()) {
  const { version, workflow } = await current();
  const edited = structuredClone(workflow);
  edit(edited);
  return verbs.changeWorkflow(actor, { workspace: "culture", kind: "request", version, replacements, ...edited });
}

const open = (kind: "request" | "change" = "request") =>
  verbs.openTicket(ines(), { project: "PORTAIL", kind, title: "Vider le cache", message: "Merci." });

describe("moves", () => {
  test("one that the process does not have is refused, with those that there are", async () => {
    const { reference } = await open("change");
    const refused = verbs.changeTicket(nadia(), { ticket: reference, version: 1, status: "resolved" });
    await expect(refused).rejects.toMatchObject({
      name: "Conflict",
      code: "no-such-move",
      details: { fromFr: "Nouveau", movesFr: expect.stringContaining("« En préparation »") },
    });
  });

  test("no change reaches its realisation without the decision, asked by whatever way", async () => {
    const { reference } = await open("change");
    const needed = { name: "Conflict", code: "approval-needed", details: { toFr: "« En cours de réalisation »" } };
    const status = "implementing";
    await expect(verbs.changeTicket(nadia(), { ticket: reference, version: 1, status })).rejects.toMatchObject(needed);
    await expect(verbs.replyToTicket(nadia(), { ticket: reference, text: "On y va.", status })).rejects.toMatchObject(
      needed,
    );
    const request = await open();
    await expect(
      verbs.changeTicket(nadia(), { ticket: request.reference, version: 1, kind: "change", status }),
    ).rejects.toMatchObject({ code: "no-such-move" });
  });

  test("a resolved request that becomes a change begins anew: it was never approved", async () => {
    const { reference } = await open();
    const resolved = await verbs.changeTicket(nadia(), { ticket: reference, version: 1, status: "resolved" });
    const change = await verbs.changeTicket(nadia(), { ticket: reference, version: resolved.version, kind: "change" });
    expect(change).toMatchObject({ kind: "change", statusCode: "new", phase: "new", resolvedAt: null });
  });

  test("ines makes the moves that the process leaves to her, and no other", async () => {
    const { reference } = await open();
    await expect(
      verbs.changeTicket(ines(), { ticket: reference, version: 1, status: "resolved" }),
    ).rejects.toMatchObject({ name: "Forbidden", code: "move-not-yours" });
    const cancelled = await verbs.changeTicket(ines(), { ticket: reference, version: 1, status: "cancelled" });
    expect(cancelled.phase).toBe("closed");
    await expect(
      verbs.changeTicket(ines(), { ticket: reference, version: cancelled.version, title: "Autre" }),
    ).rejects.toMatchObject({ name: "Forbidden" });
  });
});

describe("editing a process", () => {
  test("oscar may not, for rachid it does not exist, and of two at once one is told", async () => {
    const edit = (workflow: Workflow) => {
      workflow.statuses[0]!.labelFr = "Reçue";
    };
    await expect(save(edit, {}, oscar())).rejects.toMatchObject({ status: 403 });
    await expect(save(edit, {}, rachid())).rejects.toMatchObject({ status: 404 });
    const { version, workflow: drawn } = await current();
    const both = await Promise.allSettled(
      ["Reçue", "Reçue hier"].map((labelFr) => {
        const { statuses, moves } = structuredClone(drawn);
        statuses[0]!.labelFr = labelFr;
        return verbs.changeWorkflow(admin(), { workspace: "culture", kind: "request", version, statuses, moves });
      }),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")!.reason).toMatchObject({ code: "stale-workflow" });
    const { workflow, rows } = await current();
    expect(workflow.statuses[0]!.labelFr).toMatch(/^Reçue/);
    expect(rows[0]!.labelFr).toBe(workflow.statuses[0]!.labelFr);
  });

  test("each version leaves its line and stays readable; the same again is none", async () => {
    const { version } = await current();
    await save(({ statuses }) => {
      statuses[1]!.colour = "green";
    });
    await save(() => {});
    const [line] = await linesOf(world, "culture");
    expect(line).toMatchObject({
      type: "workflow.changed",
      payload: { kind: "request", version: version + 1, changed: ["in-progress"] },
    });
    expect((await current()).version).toBe(version + 1);
  });

  test("one that holds nothing back is refused in words and changes nothing", async () => {
    const before = await current();
    const refused = save(({ statuses }) => {
      statuses.push({ ...statuses[1]!, code: "lost", labelFr: "Perdue", labelEn: "Lost" });
    });
    await expect(refused).rejects.toMatchObject({ code: "workflow-unreachable", details: { labelFr: "Perdue" } });
    const phase = save(({ statuses }) => {
      statuses.find(({ code }) => code === "waiting-third-party")!.phase = "open";
    });
    await expect(phase).rejects.toMatchObject({ code: expect.stringMatching(/^workflow-/) });
    expect(await current()).toEqual(before);
  });

  test("a required field holds a move back until it is filled in, in the same change too", async () => {
    await save(({ moves }) => {
      moves.find(({ name }) => name === "resolve")!.fields = ["category"];
    });
    const { reference } = await open();
    const resolve = { ticket: reference, version: 1, status: "resolved" };
    await expect(verbs.changeTicket(nadia(), resolve)).rejects.toMatchObject({
      code: "fields-needed",
      details: { fieldsFr: "« Typologie »" },
    });
    const done = await verbs.changeTicket(nadia(), { ...resolve, category: "assistance" });
    expect(done).toMatchObject({ phase: "resolved", categoryCode: "assistance" });
  });

  test("tickets in a status that is removed stay there, and go on with the moves of its replacement", async () => {
    const { reference } = await open();
    const waiting = await verbs.changeTicket(nadia(), { ticket: reference, version: 1, status: "waiting-third-party" });
    const remove = ({ statuses, moves }: Workflow) => {
      statuses.splice(
        statuses.findIndex(({ code }) => code === "waiting-third-party"),
        1,
      );
      moves.splice(0, moves.length, ...moves.filter((one) => ![one.from, one.to].includes("waiting-third-party")));
    };
    await expect(save(remove)).rejects.toMatchObject({ code: "workflow-replacement-needed" });
    await save(remove, { "waiting-third-party": "waiting-requester" });
    const { readMoves } = await import("@/lib/tickets/ticket-moves");
    const { getTicket } = await import("@/lib/tickets/ticket-queries");
    const seen = await nadia().transaction(async (tx) => {
      const ticket = await getTicket(tx, reference);
      return { ticket, ...(await readMoves(tx, ticket)) };
    });
    expect(seen.ticket).toMatchObject({ statusCode: "waiting-third-party", phase: "waiting" });
    expect(seen.follows).toMatchObject({ code: "waiting-requester" });
    expect(seen.moves.map(({ code }) => code)).not.toContain("waiting-third-party");
    const again = verbs.changeTicket(nadia(), {
      ticket: reference,
      version: waiting.version,
      status: "waiting-third-party",
      impact: 2,
    });
    expect((await again).impact).toBe(2);
    const answered = await verbs.replyToTicket(ines(), { ticket: reference, text: "Voilà." });
    expect(answered.ticket.statusCode).toBe("in-progress");
  });

  test("a message is said even where the process has no move for it", async () => {
    await save(({ moves }) => {
      moves.splice(0, moves.length, ...moves.filter(({ name }) => name !== "begin" && name !== "answer"));
      moves.push({ from: "new", to: "in-progress", by: ["writer"], fields: [] });
    });
    const { reference } = await open();
    const said = await verbs.replyToTicket(nadia(), { ticket: reference, text: "Nous regardons." });
    expect(said.ticket).toMatchObject({ statusCode: "new", firstAnsweredAt: expect.any(Date) });
  });
});
