import { and, asc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { account, attachment, event, message, participant, project, status, ticket } from "@/db/schema";
import type { Reader, Said } from "@/emails/letter";
import type { Transaction } from "@/lib/tenancy/actor";

/** The ticket of a notice and how its reader stands to it; null when it does not exist for him. */
export async function findNoticeTicket(tx: Transaction, ticketId: string) {
  const [found] = await tx
    .select({
      id: ticket.id,
      workspaceId: ticket.workspaceId,
      reference: ticket.reference,
      title: ticket.title,
      openedAt: ticket.openedAt,
      projectName: project.name,
      inboundAddress: project.inboundAddress,
      senderAddress: project.senderAddress,
      signature: project.signature,
      locale: account.locale,
      timeZone: account.timeZone,
      mailFlaggedAt: account.mailFlaggedAt,
      role: participant.role,
      leftAt: participant.leftAt,
      statusFr: status.labelFr,
      statusEn: status.labelEn,
    })
    .from(ticket)
    .innerJoin(project, eq(project.id, ticket.projectId))
    .innerJoin(status, and(eq(status.workspaceId, ticket.workspaceId), eq(status.id, ticket.statusId)))
    .innerJoin(account, eq(account.id, tx.asking.accountId!))
    .leftJoin(participant, and(eq(participant.ticketId, ticket.id), eq(participant.accountId, account.id)))
    .where(eq(ticket.id, ticketId));
  return found ?? null;
}

export type NoticeTicket = NonNullable<Awaited<ReturnType<typeof findNoticeTicket>>>;

const author = alias(account, "author");

/** A message or a note as its reader may read it, without the history that it quotes; null when he may not. */
export async function findSaid(tx: Transaction, messageId: string): Promise<Said | null> {
  const [[found], files] = await Promise.all([
    tx
      .select({ body: message.body, quoteFrom: message.quoteFrom, at: message.createdAt, author: author.name })
      .from(message)
      .leftJoin(author, eq(author.id, message.authorId))
      .where(and(eq(message.id, messageId), isNull(message.takenBackAt))),
    tx
      .select({ name: attachment.name })
      .from(attachment)
      .where(eq(attachment.messageId, messageId))
      .orderBy(asc(attachment.createdAt), asc(attachment.id)),
  ]);
  if (!found) return null;
  return {
    author: found.author ?? "Guichet",
    at: found.at,
    // Never what it quotes: who may read the answer may not read all that was answered.
    text: shorten(found.body.slice(0, found.quoteFrom ?? undefined).trim()),
    files: files.map((file) => file.name),
  };
}

/** The message by which a ticket was opened. */
export async function findFirstMessageId(tx: Transaction, ticketId: string): Promise<string | null> {
  const [first] = await tx
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.ticketId, ticketId), eq(message.internal, false), isNull(message.takenBackAt)))
    .orderBy(asc(message.createdAt), asc(message.id))
    .limit(1);
  return first?.id ?? null;
}

/** A journal line as its reader may read it, with who did it. */
export async function findHappened(tx: Transaction, eventId: string) {
  const [found] = await tx
    .select({ type: event.type, at: event.at, payload: event.payload, by: author.name })
    .from(event)
    .leftJoin(author, eq(author.id, event.actorId))
    .where(eq(event.id, eventId));
  return found ?? null;
}

const longestQuote = 20_000;

/** A mail says enough to be answered; its page says all. */
function shorten(text: string): string {
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote).toWellFormed()}\n[…]`;
}

/** How the asking person is written to. */
export async function findReader(tx: Transaction): Promise<Reader | null> {
  const [own] = await tx
    .select({ locale: account.locale, timeZone: account.timeZone })
    .from(account)
    .where(and(eq(account.id, tx.asking.accountId!), isNull(account.suspendedAt)));
  return own ? { language: own.locale === "en" ? "en" : "fr", timeZone: own.timeZone, role: null } : null;
}
