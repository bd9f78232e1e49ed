import { and, eq } from "drizzle-orm";
import { project, ticket } from "@/db/schema";
import { gatherIncidents } from "@/lib/problems/gather-incidents";
import { recordKnownError } from "@/lib/problems/record-known-error";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { assignTicket } from "@/lib/tickets/assign-ticket";
import { changeTicket } from "@/lib/tickets/change-ticket";
import { declareMajor } from "@/lib/tickets/declare-major";
import { linkTickets } from "@/lib/tickets/link-tickets";
import { openTicket } from "@/lib/tickets/open-ticket";
import { replyToTicket } from "@/lib/tickets/reply-to-ticket";
import { tellMajor } from "@/lib/tickets/tell-major";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { addTime } from "@/lib/timesheets/add-time";
import { filledForms, majorIncident, operations, outages, type Told } from "./forms-scripts";
import { type Person, people } from "./script";

type Actors = (person: Person) => Actor;

/** Forms of the catalogue that were filled, a problem with its incidents, a major incident, maintenance and time: through the verbs, each once. */
export async function playFormsStories(accountIds: Map<string, string>) {
  const actorOf: Actors = (person) => personActor(accountIds.get(people[person])!, "web");
  for (const { by, answer, ...asked } of filledForms) {
    const reference = await openOnce(actorOf, by, asked);
    if (!reference) continue;
    if (answer) await replyToTicket(actorOf("nadia"), { ticket: reference, ...answer });
    await spend(actorOf("nadia"), reference, 20);
  }
  await playProblem(actorOf);
  await playMajorIncident(actorOf);
  for (const { by, ...asked } of operations) {
    const reference = await openOnce(actorOf, by, asked);
    if (reference) await spend(actorOf(by), reference, 90);
  }
}

async function playProblem(actorOf: Actors) {
  const { problem, incidents, workaround, cause } = outages;
  const reference = await openOnce(actorOf, "oscar", problem);
  if (!reference) return;
  const opened = [];
  for (const { by, ...asked } of incidents) opened.push((await openOnce(actorOf, by, asked))!);
  await gatherIncidents(actorOf("nadia"), { problem: reference, incidents: opened });
  await assignTicket(actorOf("oscar"), { ticket: reference, assignee: people.nadia });
  const { version } = await actorOf("nadia").transaction((tx) => getTicket(tx, reference));
  await changeTicket(actorOf("nadia"), { ticket: reference, version, status: "known-error", fields: { cause } });
  await recordKnownError(actorOf("nadia"), { ticket: reference, workaround, published: true });
  await spend(actorOf("nadia"), reference, 150);
}

async function playMajorIncident(actorOf: Actors) {
  const { incident, reason, touched, communications } = majorIncident;
  const reference = await openOnce(actorOf, "oscar", incident);
  if (!reference) return;
  for (const { by, ...asked } of touched) {
    const other = await openOnce(actorOf, by, asked);
    if (other) await linkTickets(actorOf("nadia"), { from: other, kind: "partOf", to: reference });
  }
  await declareMajor(actorOf("oscar"), { ticket: reference, reason });
  for (const text of communications) await tellMajor(actorOf("oscar"), { ticket: reference, text });
}

/** Accounted, and a third more of real time. */
function spend(actor: Actor, reference: string, accountedMinutes: number) {
  const spentOn = new Date().toISOString().slice(0, 10);
  const realMinutes = Math.round(accountedMinutes * 1.3);
  return addTime(actor, {
    ticket: reference,
    spentOn,
    accountedMinutes,
    realMinutes,
    description: "Analyse et réponse",
  });
}

/** Its reference, or null when an interrupted seeding had opened it already. */
async function openOnce(actorOf: Actors, by: Person, asked: Told) {
  const known = await actorOf("nadia").transaction((tx) =>
    tx
      .select({ id: ticket.id })
      .from(ticket)
      .innerJoin(project, eq(project.id, ticket.projectId))
      .where(and(eq(project.key, asked.project), eq(ticket.title, asked.title))),
  );
  if (known.length > 0) return null;
  return (await openTicket(actorOf(by), asked)).reference;
}
