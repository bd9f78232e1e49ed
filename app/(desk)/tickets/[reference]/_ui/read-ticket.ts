import { notFound, redirect } from "next/navigation";
import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { allowedActions } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getMaximumSize } from "@/lib/files/upload-queries";
import { listEvidence } from "@/lib/incoming-mail/evidence-queries";
import { findInvitations } from "@/lib/incoming-mail/invitation-queries";
import { findMergedInto, listMerged } from "@/lib/operations/merged-queries";
import { findUndoable } from "@/lib/operations/operation-queries";
import { listBounces } from "@/lib/outgoing-mail/bounce-queries";
import { listDeliveries } from "@/lib/outgoing-mail/delivery-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import {
  listAssignable,
  listCategories,
  listMembersToAdd,
  listNames,
  listWritableProjects,
} from "@/lib/tickets/choice-queries";
import { findPossibleBeginning, listLinks } from "@/lib/tickets/link-queries";
import { listParticipants } from "@/lib/tickets/participant-queries";
import { listTasks } from "@/lib/tickets/task-queries";
import { type ListedEvent, listAttachments, listEvents, listMessages } from "@/lib/tickets/thread-queries";
import { readMoves } from "@/lib/tickets/ticket-moves";
import { getTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { readDecisions } from "./approval/read-decisions";
import { readProcesses } from "./read-processes";

export type TicketPage = Awaited<ReturnType<typeof readTicket>> & {
  /** The message that the reader wants to see as its sender laid it out. */
  formatted: string | null;
};

/** More than any thread that people write; past it the page says that there is more. */
const mostLines = 500;

/** Everything that the page of a ticket shows this person. Not found when it does not exist for him. */
export async function readTicket(viewer: Viewer, reference: string, asItWas = false) {
  const page = await look(viewer, (tx) => readPage(tx, viewer, reference)).catch((error) => {
    if (error instanceof NotFound) notFound();
    throw error;
  });
  // It moved since that reference was given.
  if (page.ticket.reference !== reference.toUpperCase()) redirect(`/tickets/${page.ticket.reference}`);
  // Its thread went on elsewhere, for who may read that.
  const { mergedInto } = page.operations;
  if (mergedInto && !asItWas) redirect(`/tickets/${mergedInto.reference}`);
  return page;
}

async function readPage(tx: Transaction, viewer: Viewer, reference: string) {
  const ticket = await getTicket(tx, reference);
  const actions = allowedActions(viewer.rights, ticket);
  const [said, choices, links, tasks, beginning, maximumSize, processes, decisions, operations] = await Promise.all([
    readThread(tx, ticket),
    readChoices(tx, ticket, actions),
    listLinks(tx, ticket),
    listTasks(tx, ticket),
    actions.includes("change") ? findPossibleBeginning(tx, ticket) : null,
    getMaximumSize(tx),
    readProcesses(tx, ticket, actions),
    readDecisions(tx, ticket, actions),
    readOperations(tx, ticket, actions),
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
    decisions,
    operations,
    viewer,
  };
}

/** What joined or left this ticket; asked only for who may do such things, or where it happened. */
async function readOperations(tx: Transaction, ticket: Ticket, actions: string[]) {
  const [mergedInto, merged, undoable] = await Promise.all([
    findMergedInto(tx, ticket.mergedIntoId),
    actions.includes("change") ? listMerged(tx, ticket) : [],
    actions.includes("move") ? findUndoable(tx, ticket) : null,
  ]);
  return { mergedInto, merged, undoable };
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
  const [process, categories, assignable, members, projects] = await Promise.all([
    readMoves(tx, ticket),
    actions.includes("change") ? listCategories(tx, ticket.workspaceId) : [],
    actions.includes("assign") ? listAssignable(tx, ticket.workspaceId) : [],
    actions.includes("addParticipant") ? listMembersToAdd(tx, ticket.workspaceId) : [],
    actions.includes("move") ? listWritableProjects(tx, ticket.workspaceId) : [],
  ]);
  return { ...process, categories, assignable, members, projects };
}

/** The accounts that these lines speak of. */
function peopleOf(events: ListedEvent[]): string[] {
  const ids = events.flatMap(({ payload }) => {
    const { accountId, assigneeId, approverId } = payload as {
      accountId?: string;
      approverId?: string;
      assigneeId?: [string | null, string | null];
    };
    return [accountId, approverId, ...(assigneeId ?? [])];
  });
  return [...new Set(ids.filter((id) => typeof id === "string"))];
}
