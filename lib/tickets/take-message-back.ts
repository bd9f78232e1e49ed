import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { attachment, message } from "@/db/schema";
import { authorizeTakingBack } from "@/lib/access/ability";
import { Conflict, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { giveUploadsBack } from "@/lib/files/give-uploads-back";
import { recordEvent } from "@/lib/journal/record-event";
import { withholdNotices } from "@/lib/outgoing-mail/withhold-notices";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { getTicketById, lockTicket } from "./ticket-queries";
import { undoReply } from "./undo-reply";

export const TakeMessageBackInput = z.strictObject({ message: z.guid() });

/**
 * Takes back what its author has just written, before any mail brought it to somebody: from then on it exists for nobody else, and its
 * text and files are given back. Throws NotFound, Forbidden (somebody else's) or Conflict (it has left, or too late).
 */
export async function takeMessageBack(actor: Actor, input: z.input<typeof TakeMessageBackInput>) {
  const asked = TakeMessageBackInput.parse(input);
  return actor.transaction(async (tx) => {
    const written = await getWritten(tx, asked.message);
    authorizeTakingBack(await getRights(tx), written);
    const { reference } = await getTicketById(tx, written.ticketId);
    const read = await lockTicket(tx, reference);
    await ensureNotTheFirst(tx, written);
    await withholdNotices(tx, written);
    const keys = await withdraw(tx, written);
    const files = await giveUploadsBack(tx, keys);
    await recordEvent(tx, {
      type: "message.takenBack",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      requires: written.internal ? "notes.read" : undefined,
      payload: { messageId: written.id },
    });
    const status = written.internal ? "untouched" : await undoReply(tx, read, written);
    return { ticket: reference, text: written.body, internal: written.internal, files, status };
  });
}

type Written = typeof message.$inferSelect;

async function getWritten(tx: Transaction, id: string): Promise<Written> {
  const [found] = await tx
    .select()
    .from(message)
    .where(and(eq(message.id, id), isNull(message.takenBackAt)));
  if (!found) throw new NotFound();
  return found;
}

/** A ticket without what it was opened by would ask for nothing. */
async function ensureNotTheFirst(tx: Transaction, { workspaceId, ticketId, id, createdAt }: Written) {
  const earlier = await tx
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.workspaceId, workspaceId),
        eq(message.ticketId, ticketId),
        eq(message.internal, false),
        or(lt(message.createdAt, createdAt), and(eq(message.createdAt, createdAt), lt(message.id, id))),
      ),
    )
    .limit(1);
  if (earlier.length === 0) throw new Conflict("first-message");
}

/** Row security refuses it after fifteen seconds of the database's clock. Gives the storage keys of the files. */
async function withdraw(tx: Transaction, { workspaceId, id, door }: Written): Promise<string[]> {
  if (door !== "web" && door !== "api") throw new Conflict("message-left");
  const files = await tx
    .update(attachment)
    .set({ takenBackAt: sql`now()` as never })
    .where(and(eq(attachment.workspaceId, workspaceId), eq(attachment.messageId, id)))
    .returning({ storageKey: attachment.storageKey });
  const withdrawn = await tx
    .update(message)
    .set({ takenBackAt: sql`now()` as never })
    .where(and(eq(message.workspaceId, workspaceId), eq(message.id, id)))
    .returning({ id: message.id });
  if (withdrawn.length === 0) throw new Conflict("message-left");
  return files.map(({ storageKey }) => storageKey);
}
