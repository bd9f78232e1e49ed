import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Mover } from "@/lib/workflows/workflow";
import { openWorld, type World } from "../world";
import { anyWorkflow, everyCode } from "./any-workflow";
import { PlainModel, type PlainTicket } from "./plain-model";

// Random processes, edited under the feet of the same tickets, and random moves by every way in; a plain model says what must happen.

vi.setConfig({ testTimeout: 300_000 });

let world: World;
let api: typeof import("../api/ask");
let verbs: Awaited<ReturnType<typeof loadVerbs>>;
const tokens = new Map<string, string>();
const model = new PlainModel();
const seen = { made: 0, refused: 0, replaced: 0, together: 0 };

const admin = () => world.actor("admin@guichet.example");
const people = {
  nadia: { mail: "nadia@titulaire.example", roles: ["writer"] as Mover[] },
  ines: { mail: "ines@culture.example", roles: ["requester", "participant"] as Mover[] },
  jules: { mail: "jules@culture.example", roles: ["participant"] as Mover[] },
};
type Who = keyof typeof people;

beforeAll(async () => {
  world = await openWorld();
  api = await import("../api/ask");
  verbs = await loadVerbs();
  for (const { mail } of Object.values(people)) tokens.set(mail, await api.tokenOf(world, mail));
  const born = await current();
  model.workflow = born.workflow;
  for (let number = 0; number < 4; number++) model.tickets.push(await openOne());
});
afterAll(() => world?.close());

async function loadVerbs() {
  const modules = await Promise.all([
    import("@/lib/workspaces/change-workflow"),
    import("@/lib/workflows/workflow-queries"),
    import("@/lib/tickets/open-ticket"),
    import("@/lib/tickets/add-participant"),
    import("@/lib/tickets/change-ticket"),
    import("@/lib/tickets/reply-to-ticket"),
    import("@/lib/tickets/confirm-resolution"),
    import("@/lib/tickets/reopen-ticket"),
    import("@/lib/tickets/cancel-ticket"),
    import("@/lib/tickets/ticket-queries"),
    import("@/lib/operations/start-bulk-edit"),
    import("@/lib/operations/run-bulk-edit"),
  ]);
  const [change, queries, open, add, set, reply, confirm, reopen, cancel, tickets, start, run] = modules;
  return {
    ...start,
    ...run,
    ...change,
    ...queries,
    ...open,
    ...add,
    ...set,
    ...reply,
    ...confirm,
    ...reopen,
    ...cancel,
    ...tickets,
  };
}

const current = () => admin().transaction((tx) => verbs.getWorkflow(tx, world.workspace("culture").id, "request"));
const read = (reference: string) => world.actor(people.nadia.mail).transaction((tx) => verbs.getTicket(tx, reference));

async function openOne(): Promise<PlainTicket> {
  const ines = world.actor(people.ines.mail);
  const opened = await verbs.openTicket(ines, { project: "PORTAIL", title: "Au hasard", message: "Essai." });
  await verbs.addParticipant(world.actor(people.nadia.mail), { ticket: opened.reference, mail: people.jules.mail });
  return {
    reference: opened.reference,
    code: opened.statusCode,
    phase: opened.phase,
    categorized: false,
    joined: false,
  };
}

interface Step {
  ticket: number;
  who: Who;
  deed: "verb" | "api" | "bulk" | "reply" | "replyTo" | "confirm" | "reopen" | "cancel" | "categorize";
  to: string;
}

/** Half of the codes are those of moves that the process has from there: otherwise nearly everything would be refused. */
function stepOf({ drawn, ...step }: Omit<Step, "to"> & { drawn: number }): Step {
  const at = model.standing(model.tickets[step.ticket]!);
  const leaving = model.workflow.moves.filter(({ from }) => from === at || from === "*").map(({ to }) => to);
  const codes = drawn % 2 === 0 && leaving.length > 0 ? leaving : everyCode;
  return { ...step, to: codes[Math.floor(drawn / 2) % codes.length]! };
}

const anyStep = fc.record({
  ticket: fc.nat({ max: 3 }),
  who: fc.constantFrom<Who>("nadia", "ines", "jules"),
  deed: fc.constantFrom<Step["deed"]>(
    "verb",
    "verb",
    "api",
    "bulk",
    "reply",
    "replyTo",
    "confirm",
    "reopen",
    "cancel",
    "categorize",
  ),
  drawn: fc.nat({ max: 999 }),
});

test("no move outside the process succeeds, every move inside it does, and what is counted agrees", async () => {
  await fc.assert(
    fc.asyncProperty(anyWorkflow, fc.array(anyStep, { minLength: 12, maxLength: 24 }), async (workflow, steps) => {
      await putInForce(workflow);
      await reviveEnded();
      for (const step of steps) await take(stepOf(step));
      await expectSameCounts();
    }),
    { numRuns: 20, endOnFailure: true },
  );
  expect(Math.min(seen.made, seen.refused), JSON.stringify(seen)).toBeGreaterThan(5);
  expect(seen.together, "bulk edits moved some").toBeGreaterThan(0);
  expect(seen.replaced, "tickets stood in removed statuses").toBeGreaterThan(0);
});

async function putInForce(workflow: Parameters<PlainModel["edit"]>[1]) {
  const { version, workflow: before } = await current();
  const replacements = model.edit(before, workflow);
  await verbs.changeWorkflow(admin(), { workspace: "culture", kind: "request", version, replacements, ...workflow });
  seen.replaced += model.tickets.filter(({ code }) => model.replaced.has(code)).length;
}

/** What is closed has few ways on: other tickets take its place, opened under the process in force. */
async function reviveEnded() {
  for (const [place, { phase }] of model.tickets.entries())
    if (phase === "closed") model.tickets[place] = await openOne();
}

/** Does it, and expects of the ticket what the model expects. */
async function take(step: Step) {
  const ticket = model.tickets[step.ticket]!;
  const expected = expectedOf(step, ticket);
  const { version } = await read(ticket.reference);
  const outcome = await attempt(step, ticket.reference, version);
  if (expected) model.enter(ticket, expected);
  if (step.deed === "categorize" && step.who === "nadia") ticket.categorized = true;
  if (outcome && step.who === "nadia" && step.deed.startsWith("reply")) ticket.joined = true;
  seen[outcome && expected ? "made" : "refused"]++;
  if (step.deed === "bulk" && expected) seen.together++;
  const now = await read(ticket.reference);
  const told = { code: now.statusCode, phase: now.phase };
  expect(told, JSON.stringify({ step, expected, outcome })).toEqual({ code: ticket.code, phase: ticket.phase });
  if (isExplicit(step))
    expect(outcome, JSON.stringify({ step, expected })).toBe(expected !== null || step.to === ticket.code);
}

const isExplicit = ({ deed, who }: Step) =>
  deed === "verb" || deed === "api" || (deed === "replyTo" && who === "nadia");

function rolesOf(who: Who, { joined }: PlainTicket): Mover[] {
  return who === "nadia" && joined ? ["writer", "participant"] : people[who].roles;
}

/** The status in which the model says that the ticket must then be; null: where it was. */
function expectedOf({ deed, who, to }: Step, ticket: PlainTicket): string | null {
  const roles = rolesOf(who, ticket);
  const over = ticket.phase === "resolved" || ticket.phase === "closed";
  switch (deed) {
    case "verb":
    case "api":
    case "bulk":
      return to === ticket.code ? null : model.target(ticket, roles, { to });
    case "replyTo":
      return who === "nadia" && to !== ticket.code ? model.target(ticket, roles, { to }) : null;
    case "reply":
      if (who === "nadia") return ticket.phase === "new" ? model.target(ticket, roles, { name: "begin" }) : null;
      if (over) return model.target(ticket, roles, { name: "reopen" });
      return ticket.phase === "waiting" ? model.target(ticket, roles, { name: "answer" }) : null;
    case "confirm":
      return who === "ines" && ticket.phase === "resolved" ? model.target(ticket, roles, { name: "confirm" }) : null;
    case "reopen":
      return who !== "jules" && over ? model.target(ticket, roles, { name: "reopen" }) : null;
    case "cancel":
      return who !== "jules" && !over ? model.target(ticket, roles, { name: "cancel" }) : null;
    case "categorize":
      return null;
  }
}

/** Whether it was done; a refusal must be one in words. */
async function attempt({ deed, who, to }: Step, reference: string, version: number): Promise<boolean> {
  const actor = world.actor(people[who].mail);
  const ticket = reference;
  if (deed === "api") {
    const { status } = await api.ask(tokens.get(people[who].mail)!, "PATCH", `/tickets/${ticket}`, {
      version,
      status: to,
    });
    expect([200, 400, 403, 409]).toContain(status);
    return status === 200;
  }
  const deeds: Record<Exclude<Step["deed"], "api">, () => Promise<unknown>> = {
    verb: () => verbs.changeTicket(actor, { ticket, version, status: to }),
    bulk: () => editTogether(actor, [ticket], to),
    reply: () => verbs.replyToTicket(actor, { ticket, text: "Bonjour." }),
    replyTo: () => verbs.replyToTicket(actor, { ticket, text: "Bonjour.", status: to }),
    confirm: () => verbs.confirmResolution(actor, { ticket }),
    reopen: () => verbs.reopenTicket(actor, { ticket, text: "Encore." }),
    cancel: () => verbs.cancelTicket(actor, { ticket }),
    categorize: () => verbs.changeTicket(actor, { ticket, version, category: "assistance" }),
  };
  try {
    await deeds[deed]();
    return true;
  } catch (error) {
    expect(error, String(error)).toHaveProperty("status");
    return false;
  }
}

/** A bulk edit tells what it refused on its operation. */
async function editTogether(actor: ReturnType<typeof admin>, tickets: string[], status: string) {
  const { batch } = await verbs.startBulkEdit(actor, { selection: { tickets }, changes: { status } });
  await verbs.runBulkEdit({ accountId: actor.accountId!, batchId: batch });
}

/** What lists and figures count on agrees with the model, phase by phase and status by status. */
async function expectSameCounts() {
  const { listTickets } = await import("@/lib/tickets/ticket-list-queries");
  const { TicketFilter } = await import("@/lib/tickets/ticket-filter");
  const nadia = world.actor(people.nadia.mail);
  const ours = new Set(model.tickets.map(({ reference }) => reference));
  for (const phase of ["new", "open", "waiting", "resolved", "closed"] as const) {
    const filter = TicketFilter.parse({ workspace: "culture", phase });
    const { items } = await nadia.transaction((tx) => listTickets(tx, filter, { limit: 200 }, "Europe/Paris"));
    const listed = items.map(({ reference }) => reference).filter((reference) => ours.has(reference));
    const counted = model.tickets.filter((ticket) => ticket.phase === phase).map(({ reference }) => reference);
    expect(listed.sort()).toEqual(counted.sort());
  }
}
