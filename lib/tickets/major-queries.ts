import { and, eq, ne, or, sql } from "drizzle-orm";
import { ticket, ticketLink } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

type OfTicket = { workspaceId: string; id: string };

/**
 * The incidents that a major incident touches, by reference: those that it causes, that are part of it or that duplicate it, as far as the
 * asking person reads them; closed ones are left out.
 */
export function listTouched(tx: Transaction, { workspaceId, id }: OfTicket) {
  return selectOthers(tx, workspaceId, [
    and(eq(ticketLink.fromId, id), eq(ticketLink.kind, "causes"), eq(ticketLink.toId, ticket.id)),
    and(eq(ticketLink.toId, id), sql`${ticketLink.kind} in ('partOf', 'duplicates')`, eq(ticketLink.fromId, ticket.id)),
  ]).where(and(eq(ticketLink.workspaceId, workspaceId), eq(ticket.kind, "incident"), ne(ticket.phase, "closed")));
}

/** The major incidents that touch an incident, as far as the asking person reads them. */
export function listMajorsOf(tx: Transaction, { workspaceId, id }: OfTicket) {
  return selectOthers(tx, workspaceId, [
    and(eq(ticketLink.toId, id), eq(ticketLink.kind, "causes"), eq(ticketLink.fromId, ticket.id)),
    and(eq(ticketLink.fromId, id), sql`${ticketLink.kind} in ('partOf', 'duplicates')`, eq(ticketLink.toId, ticket.id)),
  ]).where(and(eq(ticketLink.workspaceId, workspaceId), sql`${ticket.majorSince} is not null`));
}

function selectOthers(tx: Transaction, workspaceId: string, ways: Parameters<typeof or>) {
  return tx
    .selectDistinct({ id: ticket.id, reference: ticket.reference, title: ticket.title })
    .from(ticketLink)
    .innerJoin(ticket, and(eq(ticket.workspaceId, workspaceId), or(...ways)))
    .orderBy(ticket.reference)
    .$dynamic();
}
