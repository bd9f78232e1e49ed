import type { About, Letter, Reader } from "@/emails/letter";
import { messageAdded } from "@/emails/message-added";
import { noteAdded } from "@/emails/note-added";
import { ticketAssigned } from "@/emails/ticket-assigned";
import { ticketChanged } from "@/emails/ticket-changed";
import { ticketOpened } from "@/emails/ticket-opened";
import { ticketResolved } from "@/emails/ticket-resolved";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import { findFirstMessageId, findHappened, findNoticeTicket, findSaid, type NoticeTicket } from "./notice-queries";
import type { OutgoingMail, WithheldReason } from "./outgoing-mail";

/** What a notice is about: a row of the outbox, or one that a digest carries. */
export type NoticeRow = Pick<OutgoingMail, "kind" | "ticketId" | "messageId" | "eventId">;

interface Notice {
  mail: NoticeRow;
  ticket: NoticeTicket;
  reader: Reader;
  about: About;
}

/** Writes a notice in a transaction of its reader, so that it can hold nothing that he may not read. */
export async function writeNotice(tx: Transaction, mail: NoticeRow): Promise<NoticeWriting> {
  const ticket = await findNoticeTicket(tx, mail.ticketId!);
  if (!ticket) return { withheld: "not-readable-any-more" };
  if (ticket.leftAt) return { withheld: "left-the-ticket" };
  if (ticket.mailFlaggedAt) return { withheld: "address-flagged" };
  const letter = await noticeWriters[mail.kind]?.(tx, { mail, ticket, ...addressed(ticket) });
  return letter ? { letter, ticket } : { withheld: "not-readable-any-more" };
}

type NoticeWriting = { letter: Letter; ticket: NoticeTicket } | { withheld: WithheldReason };

/** Who reads, and what about. */
export function addressed(ticket: NoticeTicket): { reader: Reader; about: About } {
  return {
    reader: { language: ticket.locale === "en" ? "en" : "fr", timeZone: ticket.timeZone, role: ticket.role },
    about: {
      reference: ticket.reference,
      title: ticket.title,
      project: ticket.projectName,
      url: `${getSettings().url}/tickets/${ticket.reference}`,
      preferencesUrl: preferencesUrl(),
      signature: ticket.signature,
    },
  };
}

/** Where one says of what one wants to hear. */
export function preferencesUrl(): string {
  return `${getSettings().url}/account#notices`;
}

/** Null when what the notice is about does not exist for its reader. */
const noticeWriters: Record<string, (tx: Transaction, notice: Notice) => Promise<Letter | null>> = {
  "ticket-opened": async (tx, { mail, ticket, reader, about }) =>
    ticketOpened(reader, about, {
      at: ticket.openedAt,
      said: mail.messageId ? await findSaid(tx, mail.messageId) : null,
    }),
  "message-added": async (tx, { mail, reader, about }) => {
    const said = await findSaid(tx, mail.messageId!);
    return said && messageAdded(reader, about, said);
  },
  "note-added": async (tx, { mail, reader, about }) => {
    const said = await findSaid(tx, mail.messageId!);
    return said && noteAdded(reader, about, said);
  },
  "ticket-resolved": async (_tx, { reader, about }) => ticketResolved(reader, about),
  "ticket-assigned": async (tx, { mail, ticket, reader, about }) => {
    const [happened, first] = await Promise.all([findHappened(tx, mail.eventId!), findFirstMessageId(tx, ticket.id)]);
    if (!happened) return null;
    return ticketAssigned(reader, about, {
      by: happened.by ?? "Guichet",
      asked: first ? await findSaid(tx, first) : null,
    });
  },
  "ticket-changed": async (tx, { mail, ticket, reader, about }) => {
    const happened = await findHappened(tx, mail.eventId!);
    if (!happened) return null;
    const { reason = null } = happened.payload as { reason?: string | null };
    return ticketChanged(reader, about, {
      what: whatHappened(happened.type),
      by: happened.by ?? "Guichet",
      at: happened.at,
      status: reader.language === "fr" ? ticket.statusFr : ticket.statusEn,
      reason,
    });
  },
};

function whatHappened(type: string): "confirmed" | "cancelled" | "changed" {
  if (type === "ticket.confirmed") return "confirmed";
  return type === "ticket.cancelled" ? "cancelled" : "changed";
}
