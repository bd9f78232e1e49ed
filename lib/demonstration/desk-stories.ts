import { mergeTickets } from "@/lib/operations/merge-tickets";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { addTask } from "@/lib/tickets/add-task";
import { completeTask } from "@/lib/tickets/complete-task";
import { linkTickets } from "@/lib/tickets/link-tickets";
import { openTicket } from "@/lib/tickets/open-ticket";
import { listTasks } from "@/lib/tickets/task-queries";
import { TicketFilter } from "@/lib/tickets/ticket-filter";
import { listTickets } from "@/lib/tickets/ticket-list-queries";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { people } from "./script";

const checklist = [
  { title: "Prévenir la rédaction", done: true },
  { title: "Exporter les anciennes pages", done: true, assignee: "nadia@titulaire.example" },
  { title: "Vérifier les redirections", assignee: "oscar@titulaire.example" },
  { title: "Vider le cache et contrôler l’accueil" },
];

const pages = {
  kind: "request" as const,
  title: "Reprendre les pages de l’ancien site",
  message: "Les pages des expositions passées doivent rejoindre le nouveau portail.",
};
const twin = {
  title: "Où sont passées les pages des expositions ?",
  message: "Je ne retrouve plus les pages des anciennes expositions.",
};

/** A ticket with its checklist, one that blocks it, and one of the same matter that was merged into it: through the verbs, once. */
export async function playDeskStories(accountIds: Map<string, string>) {
  const [nadia, ines] = (["nadia", "ines"] as const).map((person) =>
    personActor(accountIds.get(people[person])!, "web"),
  ) as [Actor, Actor];
  if (await findByTitle(nadia, twin.title)) return;
  const ticket = (await findByTitle(nadia, pages.title)) ?? (await openTicket(nadia, { project: "PORTAIL", ...pages }));
  await playChecklist(nadia, ticket.reference);
  await linkTickets(nadia, { from: "PORTAIL-1", kind: "blocks", to: ticket.reference });
  const { reference } = await openTicket(ines, { project: "PORTAIL", ...twin });
  await mergeTickets(nadia, { tickets: [reference], into: ticket.reference });
}

async function playChecklist(nadia: Actor, reference: string) {
  const known = await nadia.transaction(async (tx) => listTasks(tx, await getTicket(tx, reference)));
  for (const { done, ...task } of checklist.slice(known.length)) {
    const { id } = await addTask(nadia, { ...task, ticket: reference });
    if (done) await completeTask(nadia, { task: id });
  }
}

async function findByTitle(actor: Actor, title: string) {
  const filter = TicketFilter.parse({ project: "PORTAIL", q: title });
  const { items } = await actor.transaction((tx) => listTickets(tx, filter, { limit: 5 }));
  return items.find((one) => one.title === title) ?? null;
}
