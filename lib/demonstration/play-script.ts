import { NotFound } from "@/lib/access/refusals";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { addNote } from "@/lib/tickets/add-note";
import { addParticipant } from "@/lib/tickets/add-participant";
import { assignTicket } from "@/lib/tickets/assign-ticket";
import { cancelTicket } from "@/lib/tickets/cancel-ticket";
import { changeTicket } from "@/lib/tickets/change-ticket";
import { confirmResolution } from "@/lib/tickets/confirm-resolution";
import { openTicket } from "@/lib/tickets/open-ticket";
import { replyToTicket } from "@/lib/tickets/reply-to-ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { watchTicket } from "@/lib/tickets/watch-ticket";
import { type Person, people, type Script, type Step } from "./script";

/** Plays a ticket's story through the verbs, as the people it names; not again when `reference` exists already. */
export async function playScript(accountIds: Map<string, string>, project: string, reference: string, script: Script) {
  const actorOf = (person: Person) => personActor(accountIds.get(people[person])!, "web");
  if (await exists(actorOf("nadia"), reference)) return;
  const { by, story = [], ...asked } = script;
  const opened = await openTicket(actorOf(by), { project, ...asked });
  for (const step of story) await playStep(actorOf(step.by), opened.reference, step);
}

async function playStep(actor: Actor, ticket: string, step: Step) {
  if ("says" in step) return replyToTicket(actor, { ticket, text: step.says, status: step.status });
  if ("notes" in step) return addNote(actor, { ticket, text: step.notes });
  if ("gives" in step) return assignTicket(actor, { ticket, assignee: people[step.gives] });
  if ("adds" in step) return addParticipant(actor, { ticket, mail: people[step.adds] });
  if ("sets" in step) {
    const { version } = await actor.transaction((tx) => getTicket(tx, ticket));
    return changeTicket(actor, { ticket, version, ...step.sets });
  }
  const verbs = { confirm: confirmResolution, cancel: cancelTicket, watch: watchTicket };
  return verbs[step.does](actor, { ticket });
}

async function exists(actor: Actor, reference: string): Promise<boolean> {
  try {
    await actor.transaction((tx) => getTicket(tx, reference));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
