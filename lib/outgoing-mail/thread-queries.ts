import { createHash } from "node:crypto";
import { and, asc, desc, eq, isNotNull, lt, ne } from "drizzle-orm";
import { incomingMail, message, outgoingMail } from "@/db/schema";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";

/** The identifiers that put a notice under what its reader already has in the mailbox. */
export interface MailThread {
  inReplyTo: string | null;
  references: string[];
}

/** Reads them in the notice's workspace. Identifiers of notes never reach somebody who is not sent notes. */
export async function findMailThread(tx: Transaction, mail: OutgoingMail): Promise<MailThread> {
  if (mail.incomingMailId) return answerTo(await findReceived(tx, mail.incomingMailId));
  if (!mail.ticketId) return answerTo(null);
  const [first, answered, previous] = await Promise.all([
    findFirstReceived(tx, mail.ticketId),
    mail.messageId ? findReceivedOf(tx, mail.messageId) : null,
    findPreviousNotice(tx, mail),
  ]);
  const root = `<ticket.${mail.ticketId}@${getSettings().mailDomain}>`;
  const references = [root, first, previous, answered].filter((id) => id !== null);
  return { inReplyTo: answered ?? previous ?? first ?? root, references: [...new Set(references)] };
}

/** How a Message-ID is written in `mail_thread`: that table routes, and must hold no content. */
export function hashMessageId(messageId: string): string {
  return createHash("sha256").update(messageId).digest("hex");
}

function answerTo(messageId: string | null): MailThread {
  return { inReplyTo: messageId, references: messageId ? [messageId] : [] };
}

async function findReceived(tx: Transaction, id: string): Promise<string | null> {
  const [found] = await tx
    .select({ messageId: incomingMail.messageId })
    .from(incomingMail)
    .where(eq(incomingMail.id, id));
  return found?.messageId ?? null;
}

async function findFirstReceived(tx: Transaction, ticketId: string): Promise<string | null> {
  const [first] = await tx
    .select({ messageId: incomingMail.messageId })
    .from(message)
    .innerJoin(incomingMail, eq(incomingMail.id, message.incomingMailId))
    .where(and(eq(message.ticketId, ticketId), eq(message.internal, false), isNotNull(incomingMail.messageId)))
    .orderBy(asc(message.createdAt))
    .limit(1);
  return first?.messageId ?? null;
}

async function findReceivedOf(tx: Transaction, messageId: string): Promise<string | null> {
  const [found] = await tx
    .select({ messageId: incomingMail.messageId })
    .from(message)
    .innerJoin(incomingMail, eq(incomingMail.id, message.incomingMailId))
    .where(eq(message.id, messageId));
  return found?.messageId ?? null;
}

async function findPreviousNotice(tx: Transaction, mail: OutgoingMail): Promise<string | null> {
  const [previous] = await tx
    .select({ headerMessageId: outgoingMail.headerMessageId })
    .from(outgoingMail)
    .where(
      and(
        eq(outgoingMail.ticketId, mail.ticketId!),
        eq(outgoingMail.toMail, mail.toMail),
        ne(outgoingMail.state, "withheld"),
        mail.internal ? undefined : eq(outgoingMail.internal, false),
        lt(outgoingMail.id, mail.id),
      ),
    )
    .orderBy(desc(outgoingMail.id))
    .limit(1);
  return previous?.headerMessageId ?? null;
}
