import { sql } from "drizzle-orm";
import { z } from "zod";
import { authorizeTicket, mayTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights, type Rights } from "@/lib/access/rights";
import { takeUploads } from "@/lib/files/take-uploads";
import { recordEvent } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { addMessage, type Provenance } from "./add-message";
import { joinTicket } from "./join-ticket";
import { MessageText, reopenDays, TicketReference, UploadIds } from "./ticket";
import { getStatus, lockTicket, type Ticket } from "./ticket-queries";
import { columnsOfPhase, columnsOfStatus, writeTicket } from "./write-ticket";

export const ReplyToTicketInput = z.strictObject({
  ticket: TicketReference,
  text: MessageText,
  uploads: UploadIds.default([]),
  /** The status in which to leave the ticket, by its code, for those who may change it. */
  status: z.string().max(60).optional(),
});

/** Adds a message that every reader of the ticket sees. Throws NotFound, Forbidden, Invalid or Conflict (closed too long ago). */
export async function replyToTicket(
  actor: Actor,
  input: z.input<typeof ReplyToTicketInput>,
  provenance: Provenance = {},
) {
  const asked = ReplyToTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    const rights = await getRights(tx);
    authorizeTicket(rights, "reply", read);
    if (asked.status) authorizeTicket(rights, "change", read);
    const columns = await columnsAfterReply(tx, rights, read, asked.status);
    const message = await addMessage(tx, read, {
      body: asked.text,
      internal: false,
      files: await takeUploads(tx, asked.uploads),
      provenance,
    });
    const written = await writeTicket(tx, read, columns);
    if (written.statusId !== read.statusId)
      await recordEvent(tx, {
        type: read.phase === "resolved" || read.phase === "closed" ? "ticket.reopened" : "ticket.changed",
        workspaceId: read.workspaceId,
        ticketId: read.id,
        // What a reply that is taken back needs to put the ticket where it was.
        payload: {
          status: [read.statusCode, written.statusCode],
          messageId: message.id,
          before: { resolvedAt: read.resolvedAt, closedAt: read.closedAt },
        },
      });
    await joinTicket(tx, written);
    await queueNotices(tx, { kind: "message-added", ticket: written, messageId: message.id });
    return { ticket: written, message };
  });
}

/** An answer opens what was new; the requester's own answer ends the wait, or reopens what was resolved not too long ago. */
async function columnsAfterReply(tx: Transaction, rights: Rights, read: Ticket, status: string | undefined) {
  const serves = mayTicket(rights, "change", read);
  const answered =
    serves && !read.firstAnsweredAt && read.requesterId !== rights.accountId
      ? { firstAnsweredAt: sql`now()` as never }
      : {};
  if (status) {
    const next = await getStatus(tx, read.workspaceId, read.kind, { code: status });
    return { ...answered, ...(next.id === read.statusId ? {} : columnsOfStatus(read, next)) };
  }
  if (serves && read.requesterId !== rights.accountId)
    return read.phase === "new" ? { ...answered, ...(await columnsOfPhase(tx, read, "open")) } : answered;
  if (read.phase === "resolved" || read.phase === "closed") {
    ensureStillReopenable(read);
    return columnsOfPhase(tx, read, "open");
  }
  return read.phase === "waiting" ? columnsOfPhase(tx, read, "open") : {};
}

/** Throws Conflict when the ticket was resolved longer ago than the delay for reopening. */
export function ensureStillReopenable(read: Ticket) {
  const since = read.resolvedAt ?? read.closedAt;
  if (since && Date.now() - since.getTime() > reopenDays * 86_400_000)
    throw new Conflict("too-late-to-reopen", null, { days: reopenDays });
}
