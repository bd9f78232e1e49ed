import { and, desc, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { incomingMail, project, ticket } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Place } from "./mail-decision";
import { findMentionedReferences } from "./subject-reference";

/** A ticket that a message may be about, and what says so. */
export interface SuggestedTicket {
  reference: string;
  title: string;
  why: "answered" | "subject" | "sender";
}

const mostSuggested = 5;

type AskedMail = {
  id: string;
  workspaceId: string;
  ticketId: string | null;
  subject: string | null;
  fromMail: string | null;
  accountId: string | null;
};

/** Tickets that a message may belong to, the surest first, among those that the asking person reads in its workspace. */
export async function suggestTickets(tx: Transaction, mail: AskedMail): Promise<SuggestedTicket[]> {
  const references = findMentionedReferences(mail.subject ?? "").slice(0, mostSuggested);
  const [answered, named, ofSender] = await Promise.all([
    mail.ticketId ? readTickets(tx, mail, eq(ticket.id, mail.ticketId)) : [],
    references.length > 0 ? readTickets(tx, mail, inArray(ticket.reference, references)) : [],
    findTicketsOfSender(tx, mail),
  ]);
  const all = [
    // What it seemed to answer may have been found by its subject only.
    ...answered.map((one) => ({ ...one, why: references.includes(one.reference) ? "subject" : "answered" }) as const),
    ...named.map((one) => ({ ...one, why: "subject" as const })),
    ...ofSender.map((one) => ({ ...one, why: "sender" as const })),
  ];
  const first = all.filter((one, at) => all.findIndex(({ reference }) => reference === one.reference) === at);
  return first.slice(0, mostSuggested);
}

/** What the known author asked for and is not closed, and what other messages of this address became. */
async function findTicketsOfSender(tx: Transaction, mail: AskedMail) {
  const before = tx
    .select({ id: incomingMail.ticketId })
    .from(incomingMail)
    .where(
      and(
        eq(incomingMail.fromMail, mail.fromMail ?? ""),
        isNotNull(incomingMail.ticketId),
        ne(incomingMail.id, mail.id),
      ),
    )
    .orderBy(desc(incomingMail.receivedAt))
    .limit(20);
  const [own, earlier] = await Promise.all([
    mail.accountId
      ? readTickets(tx, mail, and(eq(ticket.requesterId, mail.accountId), ne(ticket.phase, "closed")))
      : [],
    mail.fromMail ? readTickets(tx, mail, inArray(ticket.id, before)) : [],
  ]);
  return [...own, ...earlier];
}

function readTickets(tx: Transaction, { workspaceId }: AskedMail, condition: ReturnType<typeof and>) {
  return tx
    .select({ reference: ticket.reference, title: ticket.title })
    .from(ticket)
    .where(and(eq(ticket.workspaceId, workspaceId), condition))
    .orderBy(desc(ticket.updatedAt))
    .limit(mostSuggested);
}

/** Where a message was written to: the ticket that it answers, else the project of one of its recipients. Null when neither is known. */
export async function findWrittenPlace(tx: Transaction, id: string): Promise<Place | null> {
  const [mail] = await tx
    .select({
      workspaceId: incomingMail.workspaceId,
      reference: ticket.reference,
      to: sql<
        string[]
      >`array(select regexp_replace(lower(one), '\\+[^@]*@', '@') from unnest(${incomingMail.envelopeTo}) one)`,
    })
    .from(incomingMail)
    .leftJoin(ticket, eq(ticket.id, incomingMail.ticketId))
    .where(eq(incomingMail.id, id));
  if (!mail) return null;
  if (mail.reference) return { ticket: mail.reference };
  if (mail.to.length === 0) return null;
  const [place] = await tx
    .select({ key: project.key })
    .from(project)
    .where(
      and(
        eq(project.workspaceId, mail.workspaceId),
        isNull(project.archivedAt),
        inArray(sql`lower(${project.inboundAddress})`, mail.to),
      ),
    )
    .limit(1);
  return place ? { project: place.key } : null;
}
