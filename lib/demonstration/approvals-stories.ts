import { eq } from "drizzle-orm";
import { changeTemplate, ticket } from "@/db/schema";
import { askApproval } from "@/lib/approvals/ask-approval";
import { decideApproval } from "@/lib/approvals/decide-approval";
import { createChangeTemplate } from "@/lib/changes/create-change-template";
import { openStandardChange } from "@/lib/changes/open-standard-change";
import { planChange } from "@/lib/changes/plan-change";
import { reviewChange } from "@/lib/changes/review-change";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { addTask } from "@/lib/tickets/add-task";
import { changeTicket } from "@/lib/tickets/change-ticket";
import { openTicket } from "@/lib/tickets/open-ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { type ApprovalStory, approvalStories, cacheTemplate } from "./approvals-scripts";
import { type Person, people } from "./script";

/** Plays the changes that are approved, refused, urgent or standard; none that is there already. */
export async function playApprovalsStories(accountIds: Map<string, string>) {
  const actorOf = (person: Person) => personActor(accountIds.get(people[person])!, "web");
  for (const story of approvalStories)
    if (!(await isThere(actorOf("nadia"), story.title))) await playStory(actorOf, story);
  await playStandard(actorOf);
}

type ActorOf = (person: Person) => Actor;

async function playStory(actorOf: ActorOf, story: ApprovalStory) {
  const nadia = actorOf("nadia");
  const { title, message, steps, approvers, needed, decisions } = story;
  const { reference } = await openTicket(nadia, { project: "PORTAIL", kind: "change", title, message });
  for (const [list, titles] of Object.entries(steps))
    for (const step of titles) await addTask(nadia, { ticket: reference, list: list as "implementation", title: step });
  await planChange(nadia, { ticket: reference, type: story.type, riskAnswers: story.risk });
  const asked = await askApproval(nadia, {
    ...{ ticket: reference, approvers: approvers.map((person) => people[person]), needed },
    dueOn: story.dueInDays ? dayIn(story.dueInDays) : undefined,
  });
  for (const { by, verdict, reason } of decisions)
    await decideApproval(actorOf(by), { approval: asked.id, verdict, reason });
  if (story.type === "emergency") await move(nadia, reference, "implementing");
}

/** One template, and a change that was made from it to its end. */
async function playStandard(actorOf: ActorOf) {
  const nadia = actorOf("nadia");
  const known = await nadia.transaction((tx) =>
    tx.select({ id: changeTemplate.id }).from(changeTemplate).where(eq(changeTemplate.title, cacheTemplate.title)),
  );
  const template = known[0]?.id ?? (await createChangeTemplate(actorOf("oscar"), cacheTemplate)).id;
  if (await isThere(nadia, `${cacheTemplate.title} : page d’accueil`)) return;
  const { reference } = await openStandardChange(nadia, {
    ...{ project: "PORTAIL", template, title: "page d’accueil" },
    message: "La nouvelle affiche doit paraître à midi.",
  });
  await move(nadia, reference, "implementing");
  await move(nadia, reference, "resolved");
  await reviewChange(nadia, { ticket: reference, review: "Fait en deux minutes, rien à signaler." });
}

async function move(actor: Actor, reference: string, status: string) {
  const { version } = await actor.transaction((tx) => getTicket(tx, reference));
  await changeTicket(actor, { ticket: reference, version, status });
}

async function isThere(actor: Actor, title: string): Promise<boolean> {
  const found = await actor.transaction((tx) =>
    tx.select({ id: ticket.id }).from(ticket).where(eq(ticket.title, title)),
  );
  return found.length > 0;
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
