import { z } from "zod";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { type Before, type Done, keepOperation, standingOf } from "@/lib/tickets/keep-operation";
import { TicketReference } from "@/lib/tickets/ticket";
import { columnsOfLanding } from "@/lib/tickets/ticket-moves";
import { getTicket, lockEvenMerged, type Ticket } from "@/lib/tickets/ticket-queries";
import { writeTicket } from "@/lib/tickets/write-ticket";
import { bringParticipants } from "./bring-participants";
import { findMergeFault, mostMerged } from "./merge";
import { putOnTicket } from "./put-on-ticket";
import { listThread } from "./thread-parts-queries";

export const MergeTicketsInput = z.strictObject({
  tickets: z.array(TicketReference).min(1).max(mostMerged),
  into: TicketReference,
});

/**
 * Puts the threads, files, tasks and participants of tickets on another one of their workspace, and closes them; their numbers and mails
 * then lead to it. For who writes on all of them and reads their notes. Throws NotFound, Forbidden, Invalid or Conflict.
 */
export async function mergeTickets(actor: Actor, input: z.input<typeof MergeTicketsInput>) {
  const asked = MergeTicketsInput.parse(input);
  return actor.transaction(async (tx) => {
    const { sources, into } = await lockAll(tx, asked);
    const rights = await getRights(tx);
    for (const ticket of [into, ...sources]) authorizeTicket(rights, "merge", ticket);
    ensureMergeable(sources, into);
    const brought: Before = { joined: [], parts: [] };
    const done: Done[] = [];
    for (const source of sources) done.push(await mergeOne(tx, source, into, brought));
    const written = await writeTicket(tx, into, {});
    done.push({ ticket: into, before: brought, versionAfter: written.version });
    const references = sources.map(({ reference }) => reference);
    const operation = await keepOperation(tx, "merge", { into: into.reference, tickets: references }, done);
    return { ticket: written, operation };
  });
}

/** In one order, so that two merges of the same tickets do not wait for each other. */
async function lockAll(tx: Transaction, { tickets, into }: z.output<typeof MergeTicketsInput>) {
  const seen: Ticket[] = [];
  for (const reference of [into, ...tickets]) seen.push(await getTicket(tx, reference));
  const locked = new Map<string, Ticket>();
  for (const id of [...new Set(seen.map((ticket) => ticket.id))].sort()) locked.set(id, await lockEvenMerged(tx, id));
  const [target, ...sources] = seen.map(({ id }) => locked.get(id)!);
  return { into: target!, sources: [...new Set(sources)] };
}

/** Throws Invalid or Conflict. */
export function ensureMergeable(sources: Ticket[], into: Ticket) {
  const fault = findMergeFault(sources, into);
  if (fault === "merged") throw new Conflict("merged", into);
  if (fault) throw new Invalid(fault, "into");
}

async function mergeOne(tx: Transaction, source: Ticket, into: Ticket, brought: Before): Promise<Done> {
  const thread = await listThread(tx, source);
  await putOnTicket(tx, thread, source.id, into);
  await bringParticipants(tx, source, into, brought);
  const closing = source.phase === "closed" ? {} : await columnsOfLanding(tx, source, source.kind, "closed");
  const written = await writeTicket(tx, source, { ...closing, mergedIntoId: into.id });
  const { workspaceId } = into;
  const payload = { from: source.id, into: into.id };
  const status = [source.statusCode, written.statusCode];
  const event = await recordEvent(tx, {
    ...{ type: "ticket.merged", workspaceId, ticketId: source.id },
    payload: { ...payload, status },
  });
  await recordEvent(tx, {
    ...{ type: "ticket.merged", workspaceId, ticketId: into.id },
    payload: { ...payload, messages: thread.messages, files: thread.files },
  });
  await queueNotices(tx, { kind: "ticket-changed", ticket: source, eventId: event.id });
  return { ticket: source, before: { columns: standingOf(source), ...thread }, versionAfter: written.version };
}
