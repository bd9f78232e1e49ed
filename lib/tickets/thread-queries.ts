import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import { attachment, event, message } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import { getScanning } from "@/lib/files/safety-queries";
import { judgeSafety } from "@/lib/files/scan";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "./people-queries";

type OfTicket = { workspaceId: string; id: string };
type Page = { limit: number; after?: { at: Date; id: string } | null };

export type ThreadMessage = Awaited<ReturnType<typeof listMessages>>[number];

/** Messages and, for holders of `notes.read`, notes, oldest first. `internal` narrows to one of the two. */
export async function listMessages(tx: Transaction, ticket: OfTicket, { limit, after }: Page, internal?: boolean) {
  const rows = await selectMessages(tx)
    .where(
      and(
        eq(message.workspaceId, ticket.workspaceId),
        eq(message.ticketId, ticket.id),
        isNull(message.takenBackAt),
        internal === undefined ? undefined : eq(message.internal, internal),
        after
          ? or(gt(message.createdAt, after.at), and(eq(message.createdAt, after.at), gt(message.id, after.id)))
          : undefined,
      ),
    )
    .orderBy(asc(message.createdAt), asc(message.id))
    .limit(limit);
  return withAuthors(tx, rows);
}

/** One message or note of a ticket. Throws NotFound. */
export async function getMessage(tx: Transaction, ticket: OfTicket, id: string) {
  const rows = await selectMessages(tx).where(
    and(
      eq(message.workspaceId, ticket.workspaceId),
      eq(message.ticketId, ticket.id),
      eq(message.id, id),
      isNull(message.takenBackAt),
    ),
  );
  const [found] = await withAuthors(tx, rows);
  if (!found) throw new NotFound();
  return found;
}

function selectMessages(tx: Transaction) {
  return tx
    .select({
      id: message.id,
      internal: message.internal,
      authorId: message.authorId,
      body: message.body,
      quoteFrom: message.quoteFrom,
      html: message.html,
      door: message.door,
      incomingMailId: message.incomingMailId,
      nature: message.nature,
      createdAt: message.createdAt,
    })
    .from(message)
    .$dynamic();
}

async function withAuthors<Row extends { authorId: string }>(tx: Transaction, rows: Row[]) {
  const people = await findPeople(
    tx,
    rows.map((row) => row.authorId),
  );
  return rows.map((row) => {
    const author = people.get(row.authorId);
    return { ...row, authorName: author?.name ?? null, authorMail: author?.mail ?? null };
  });
}

export type ListedAttachment = Awaited<ReturnType<typeof listAttachments>>[number];

/** The files of a ticket, oldest first, each with what may be done with it; those of notes only for who reads notes. */
export async function listAttachments(tx: Transaction, ticket: OfTicket) {
  const found = await tx
    .select({
      id: attachment.id,
      messageId: attachment.messageId,
      internal: attachment.internal,
      name: attachment.name,
      type: attachment.type,
      size: attachment.size,
      sha256: attachment.sha256,
      contentId: attachment.contentId,
      createdAt: attachment.createdAt,
      scannedAt: attachment.scannedAt,
      verdict: attachment.verdict,
      scanEngine: attachment.scanEngine,
      threat: attachment.threat,
    })
    .from(attachment)
    .where(
      and(
        eq(attachment.workspaceId, ticket.workspaceId),
        eq(attachment.ticketId, ticket.id),
        isNull(attachment.takenBackAt),
      ),
    )
    .orderBy(asc(attachment.createdAt), asc(attachment.id));
  if (found.length === 0) return [];
  const scanning = await getScanning(tx);
  return found.map((file) => ({ ...file, safety: judgeSafety(file, scanning) }));
}

export type ListedEvent = Awaited<ReturnType<typeof listEvents>>[number];

/** What happened to a ticket, oldest first, without the lines that need a permission which the reader lacks. */
export async function listEvents(tx: Transaction, ticket: OfTicket, { limit, after }: Page) {
  const rows = await tx
    .select({
      id: event.id,
      ticketId: event.ticketId,
      type: event.type,
      at: event.at,
      door: event.door,
      actorId: event.actorId,
      payload: event.payload,
    })
    .from(event)
    .where(
      and(
        eq(event.workspaceId, ticket.workspaceId),
        eq(event.ticketId, ticket.id),
        after ? or(gt(event.at, after.at), and(eq(event.at, after.at), gt(event.id, after.id))) : undefined,
      ),
    )
    .orderBy(asc(event.at), asc(event.id))
    .limit(limit);
  const people = await findPeople(
    tx,
    rows.map((row) => row.actorId),
  );
  return rows.map((row) => ({ ...row, actorName: (row.actorId && people.get(row.actorId)?.name) || null }));
}
