import { and, eq } from "drizzle-orm";
import { project, ticket } from "@/db/schema";
import { askApproval } from "@/lib/approvals/ask-approval";
import { decideApproval } from "@/lib/approvals/decide-approval";
import { addDays, type Day, dayOf, weekdayOf } from "@/lib/calendar/local-moment";
import { readCalendar } from "@/lib/planning/calendar-queries";
import { declareFreeze } from "@/lib/planning/declare-freeze";
import { findWindow } from "@/lib/planning/plan-queries";
import { planWindow, usualZone } from "@/lib/planning/plan-window";
import { announceVerification } from "@/lib/releases/announce-verification";
import { decideStage } from "@/lib/releases/decide-stage";
import { decideVerification } from "@/lib/releases/decide-verification";
import { installStage } from "@/lib/releases/install-stage";
import { readRelease } from "@/lib/releases/release-queries";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { changeTicket } from "@/lib/tickets/change-ticket";
import { linkTickets } from "@/lib/tickets/link-tickets";
import { openTicket } from "@/lib/tickets/open-ticket";
import { getTicket, getTicketById, type Ticket } from "@/lib/tickets/ticket-queries";
import { comingRelease, deliveredChanges, freezes, type PlannedStory, plannedChanges } from "./calendar-stories";
import { type Person, people } from "./script";

type ActorOf = (person: Person) => Actor;

/** Fills the calendar around today, and takes a release to the eve of its production; what is there already is left as it is. */
export async function playCalendar(accountIds: Map<string, string>) {
  const actorOf: ActorOf = (person) => personActor(accountIds.get(people[person])!, "web");
  const today = dayOf(new Date(), usualZone);
  for (const freeze of freezes) await ensureFreeze(actorOf("oscar"), today, freeze);
  const release = await ensurePlanned(actorOf, today, comingRelease);
  for (const story of deliveredChanges) {
    const { reference } = await ensurePlanned(actorOf, today, story);
    await linkTickets(actorOf("nadia"), { from: release.reference, kind: "releases", to: reference });
  }
  for (const story of plannedChanges) {
    const change = await ensurePlanned(actorOf, today, story);
    if (story.inDays < 0 && change.phase === "new") await carryOut(actorOf, change);
  }
  await verifyPreProduction(actorOf, today, release);
}

async function ensurePlanned(actorOf: ActorOf, today: Day, story: PlannedStory): Promise<Ticket> {
  const { project: key, by, kind = "change", title, message } = story;
  const serves = actorOf(by === "oscar" ? "oscar" : "nadia");
  const known = await findByTitle(serves, key, title);
  const found = known ?? (await openTicket(actorOf(by), { project: key, kind, title, message }));
  if (await serves.transaction((tx) => findWindow(tx, found))) return found;
  const { version } = await serves.transaction((tx) => getTicketById(tx, found.id));
  const planned = await planWindow(serves, {
    ...{ ticket: found.reference, version, reason: story.reason },
    window: windowOf(today, story),
  });
  return planned.ticket;
}

/** What is past was approved and done. */
async function carryOut(actorOf: ActorOf, { reference }: Ticket) {
  const { id } = await askApproval(actorOf("nadia"), { ticket: reference, approvers: [people.oscar] });
  await decideApproval(actorOf("oscar"), { approval: id, verdict: "approve" });
  for (const status of ["implementing", "resolved"]) {
    const { version } = await actorOf("nadia").transaction((tx) => getTicket(tx, reference));
    await changeTicket(actorOf("nadia"), { ticket: reference, version, status });
  }
}

async function findByTitle(actor: Actor, key: string, title: string): Promise<Ticket | null> {
  return actor.transaction(async (tx) => {
    const [found] = await tx
      .select({ id: ticket.id })
      .from(ticket)
      .innerJoin(project, eq(project.id, ticket.projectId))
      .where(and(eq(project.key, key), eq(ticket.title, title)));
    return found ? getTicketById(tx, found.id) : null;
  });
}

function windowOf(today: Day, { inDays, from, to }: PlannedStory) {
  const day = workingDay(today, inDays);
  return { start: `${day}T${from}`, end: `${to < from ? addDays(day, 1) : day}T${to}` };
}

/** Nothing here is carried out on a week-end. */
function workingDay(today: Day, inDays: number): Day {
  let day = today;
  for (let left = Math.abs(inDays); left > 0; ) {
    day = addDays(day, Math.sign(inDays));
    if (weekdayOf(day) < 6) left -= 1;
  }
  return day;
}

async function ensureFreeze(actor: Actor, today: Day, { workspace, title, inDays, days }: (typeof freezes)[number]) {
  const first = workingDay(today, inDays);
  const year = { start: new Date(Date.now() - 86_400_000), end: new Date(Date.now() + 366 * 86_400_000) };
  const known = await actor.transaction((tx) => readCalendar(tx, year, { workspace: [workspace] }));
  if (known.freezes.some((one) => one.title === title)) return;
  await declareFreeze(actor, { workspace, title, start: `${first}T00:00`, end: `${addDays(first, days)}T00:00` });
}

async function verifyPreProduction(actorOf: ActorOf, today: Day, { reference, ...release }: Ticket) {
  const done = await actorOf("nadia").transaction((tx) => readRelease(tx, { ...release }));
  if (done.steps.length > 0) return;
  const stage = { ticket: reference, environment: "preProduction" } as const;
  await decideStage(actorOf("oscar"), { ...stage, verdict: "go", reason: "Tests de charge concluants." });
  await installStage(actorOf("nadia"), stage);
  const dates = { startsOn: workingDay(today, -2), endsOn: workingDay(today, 1) };
  const { id } = await announceVerification(actorOf("nadia"), { ticket: reference, type: "va", ...dates });
  await decideVerification(actorOf("camille"), { ticket: reference, verification: id, outcome: "reception" });
}
