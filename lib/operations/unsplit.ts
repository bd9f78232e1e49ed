import { and, eq } from "drizzle-orm";
import { ticketLink } from "@/db/schema";
import { Conflict } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import { recordLink } from "@/lib/tickets/record-link";
import { columnsOfLanding } from "@/lib/tickets/ticket-moves";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import { writeTicket } from "@/lib/tickets/write-ticket";
import type { Kept, KeptTicket } from "./operation-queries";
import { restoreTicket } from "./restore-ticket";
import { listThread } from "./thread-parts-queries";

/**
 * Gives the messages of a split back to their ticket. The number of the other one was given and told: it stays, closed, and leads to the
 * first. Throws Conflict when somebody has worked on it since.
 */
export async function unsplit(tx: Transaction, done: Kept, tickets: { read: Ticket; kept: KeptTicket }[]) {
  const from = tickets.find(({ kept }) => kept.before.messages !== undefined)!;
  const made = tickets.find((one) => one !== from)!;
  const { messages, tasks } = await listThread(tx, made.read);
  // Its opening, and what it was made of.
  const untouched = messages.length === from.kept.before.messages!.length + 1 && tasks.length === 0;
  if (!untouched || made.read.version !== made.kept.versionAfter)
    throw new Conflict("changed-since", made.read, { reference: made.read.reference });
  await restoreTicket(tx, from.read, from.kept, made.read.id);
  const link = { workspaceId: done.workspaceId, fromId: made.read.id, kind: "follows" as const, toId: from.read.id };
  const unlinked = await tx
    .delete(ticketLink)
    .where(
      and(
        eq(ticketLink.workspaceId, link.workspaceId),
        eq(ticketLink.fromId, link.fromId),
        eq(ticketLink.kind, link.kind),
        eq(ticketLink.toId, link.toId),
      ),
    )
    .returning({ id: ticketLink.id });
  if (unlinked.length === 1) await recordLink(tx, "ticket.unlinked", link);
  const closing = made.read.phase === "closed" ? {} : await columnsOfLanding(tx, made.read, made.read.kind, "closed");
  await writeTicket(tx, made.read, { ...closing, mergedIntoId: from.read.id });
  await recordEvent(tx, {
    type: "ticket.restored",
    workspaceId: done.workspaceId,
    ticketId: made.read.id,
    payload: { operationId: done.id },
  });
}
