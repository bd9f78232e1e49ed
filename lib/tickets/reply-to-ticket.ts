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
import { MessageText, TicketReference, UploadIds } from "./ticket";
import { columnsOfMove, columnsOfMoveIfAny } from "./ticket-moves";
import { lockTicket, type Ticket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const ReplyToTicketInput = z.strictObject({
  ticket: TicketReference,
  text: MessageText,
  uploads: UploadIds.default([]),
  /** The status in which to leave the ticket, by its code, for those who may change it. */
  status: z.string().max(60).optional(),
});

/**
 * Adds a message that every reader of the ticket sees. A mere thank-you for what is done reopens nothing and is told to the assignee
 * alone. Throws NotFound, Forbidden, Invalid or Conflict (closed too long ago, or no move to the status asked).
 */
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
    const thanks = provenance.nature === "thanks" && isOver(read);
    const columns = thanks ? {} : await columnsAfterReply(tx, rights, read, asked.status);
    const message = await addMessage(tx, read, {
      body: asked.text,
      internal: false,
      files: await takeUploads(tx, asked.uploads),
      provenance: thanks ? provenance : { ...provenance, nature: undefined },
    });
    const written = await writeTicket(tx, read, columns);
    if (written.statusId !== read.statusId)
      await recordEvent(tx, {
        type: isOver(read) ? "ticket.reopened" : "ticket.changed",
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
    const only = thanks ? [read.assigneeId].filter((id) => id !== null) : undefined;
    await queueNotices(tx, { kind: "message-added", ticket: written, messageId: message.id, only });
    return { ticket: written, message };
  });
}

/**
 * An answer begins what was new; the requester's own answer ends the wait, or reopens what was resolved not too long ago. Where the
 * process has no such move the message is said all the same.
 */
export async function columnsAfterReply(tx: Transaction, rights: Rights, read: Ticket, status: string | undefined) {
  const serves = mayTicket(rights, "change", read);
  const answered =
    serves && !read.firstAnsweredAt && read.requesterId !== rights.accountId
      ? { firstAnsweredAt: sql`now()` as never }
      : {};
  if (status) return { ...answered, ...(await columnsOfMove(tx, read, { to: status })) };
  if (serves && read.requesterId !== rights.accountId)
    return read.phase === "new" ? { ...answered, ...(await columnsOfMoveIfAny(tx, read, "begin")) } : answered;
  if (isOver(read)) {
    ensureStillReopenable(read);
    return columnsOfMoveIfAny(tx, read, "reopen");
  }
  return read.phase === "waiting" ? columnsOfMoveIfAny(tx, read, "answer") : {};
}

function isOver({ phase }: Ticket): boolean {
  return phase === "resolved" || phase === "closed";
}

/** Throws Conflict when the ticket was resolved longer ago than its project allows it to be reopened. */
export function ensureStillReopenable({ resolvedAt, closedAt, reopenDays }: Ticket) {
  const since = resolvedAt ?? closedAt;
  if (since && Date.now() - since.getTime() > reopenDays * 86_400_000)
    throw new Conflict("too-late-to-reopen", null, { days: reopenDays });
}
