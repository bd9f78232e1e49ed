import { notFound, redirect } from "next/navigation";
import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { allowedActions } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getMaximumSize } from "@/lib/files/upload-queries";
import { listEvidence } from "@/lib/incoming-mail/evidence-queries";
import { findInvitations } from "@/lib/incoming-mail/invitation-queries";
import { listBounces } from "@/lib/outgoing-mail/bounce-queries";
import { listDeliveries } from "@/lib/outgoing-mail/delivery-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import {
  listAssignable,
  listCategories,
  listMembersToAdd,
  listNames,
  listStatuses,
  listWritableProjects,
} from "@/lib/tickets/choice-queries";
import { findPossibleBeginning, listLinks } from "@/lib/tickets/link-queries";
import { listParticipants } from "@/lib/tickets/participant-queries";
import { listTasks } from "@/lib/tickets/task-queries";
import { type ListedEvent, listAttachments, listEvents, listMessages } from "@/lib/tickets/thread-queries";
import { getTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { readProcesses } from "./read-processes";

export type TicketPage = Awaited<ReturnType<typeof readTicket>> & {
  /** The message that the reader wants to see as its sender laid it out. */
  formatted: string | null;
};

/** More than any thread that people write; past it the page says that there is more. */
const mostLines = 500;

/** Everything that the page of a ticket shows this person. Not found when it does not exist for him. */
export async function readTicket(viewer: Viewer, reference: string) {
  const page = await look(viewer, (tx) => readPage(tx, viewer, reference)).catch((error) => {
    if (error instanceof NotFound) notFound();
    throw error;
  });
  // It moved since that reference was given.
  if (page.ticket.reference !== reference.toUpperCase()) redirect(`/tickets/${page.ticket.reference}`);
  return page;
}

async function readPage(tx: Transaction, viewer: Viewer, reference: string) {
  const ticket = await getTicket(tx, reference);
  const actions = allowedActions(viewer.rights, ticket);
  const [said, choices, links, tasks, beginning, maximumSize, processes] = await Promise.all([
    readThread(tx, ticket),
    readChoices(tx, ticket, actions),
    listLinks(tx, ticket),
    listTasks(tx, ticket),
    actions.includes("change") ? findPossibleBeginning(tx, ticket) : null,
    getMaximumSize(tx),
    readProcesses(tx, ticket, actions),
  ]);
  const known = links.some((link) => link.reference === beginning?.reference);
  return {
    ticket,
    actions,
    ...said,
    choices,
    links,
    tasks,
    beginning: known ? null : beginning,
    maximumSize,
    processes,
    viewer,
  };
}

async function readThread(tx: Transaction, ticket: Ticket) {
  const [messages, attachments, participants, events, bounces, deliveries] = await Promise.all([
    listMessages(tx, ticket, { limit: mostLines }),
    listAttachments(tx, ticket),
    listParticipants(tx, ticket),
    listEvents(tx, ticket, { limit: mostLines }),
    listBounces(tx, ticket),
    listDeliveries(tx, ticket),
  ]);
  const mails = messages.map((message) => message.incomingMailId).filter((id) => id !== null);
  const told = deliveries.flatMap(({ accountId }) => accountId ?? []);
  const [names, invitations, evidence] = await Promise.all([
    listNames(tx, [...new Set([...peopleOf(events), ...told])]),
    findInvitations(tx, attachments),
    listEvidence(tx, ticket.workspaceId, mails),
  ]);
  return { messages, attachments, participants, events, bounces, deliveries, names, invitations, evidence };
}

/** What each act can choose from, read only for who may do it. */
async function readChoices(tx: Transaction, ticket: Ticket, actions: string[]) {
  const [statuses, categories, assignable, members, projects] = await Promise.all([
    listStatuses(tx, ticket),
    actions.includes("change") ? listCategories(tx, ticket.workspaceId) : [],
    actions.includes("assign") ? listAssignable(tx, ticket.workspaceId) : [],
    actions.includes("addParticipant") ? listMembersToAdd(tx, ticket.workspaceId) : [],
    actions.includes("move") ? listWritableProjects(tx, ticket.workspaceId) : [],
  ]);
  return { statuses, categories, assignable, members, projects };
}

/** The accounts that these lines speak of. */
function peopleOf(events: ListedEvent[]): string[] {
  const ids = events.flatMap(({ payload }) => {
    const { accountId, assigneeId } = payload as { accountId?: string; assigneeId?: [string | null, string | null] };
    return [accountId, ...(assigneeId ?? [])];
  });
  return [...new Set(ids.filter((id) => typeof id === "string"))];
}
