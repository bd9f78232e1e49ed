import { and, eq, inArray, sql } from "drizzle-orm";
import { knownError, ticket, ticketLink } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

type OfTicket = { workspaceId: string; id: string };

export type GatheredIncident = Awaited<ReturnType<typeof listIncidents>>[number];

/** The incidents that a problem causes, by reference, as far as the asking person reads them. */
export function listIncidents(tx: Transaction, { workspaceId, id }: OfTicket) {
  return tx
    .select({
      id: ticket.id,
      workspaceId: ticket.workspaceId,
      projectId: ticket.projectId,
      requesterId: ticket.requesterId,
      reference: ticket.reference,
      title: ticket.title,
      phase: ticket.phase,
    })
    .from(ticketLink)
    .innerJoin(ticket, and(eq(ticket.workspaceId, ticketLink.workspaceId), eq(ticket.id, ticketLink.toId)))
    .where(and(eq(ticketLink.workspaceId, workspaceId), eq(ticketLink.fromId, id), eq(ticketLink.kind, "causes")))
    .orderBy(ticket.openedAt, ticket.id);
}

/** The problems behind an incident that the asking person reads, with what is known of each, published or not. */
export function listProblems(tx: Transaction, { workspaceId, id }: OfTicket) {
  return tx
    .select({
      reference: ticket.reference,
      title: ticket.title,
      phase: ticket.phase,
      workaround: knownError.workaround,
      publishedAt: knownError.publishedAt,
    })
    .from(ticketLink)
    .innerJoin(ticket, and(eq(ticket.workspaceId, ticketLink.workspaceId), eq(ticket.id, ticketLink.fromId)))
    .leftJoin(knownError, and(eq(knownError.workspaceId, ticket.workspaceId), eq(knownError.ticketId, ticket.id)))
    .where(
      and(
        eq(ticketLink.workspaceId, workspaceId),
        eq(ticketLink.toId, id),
        eq(ticketLink.kind, "causes"),
        eq(ticket.kind, "problem"),
      ),
    )
    .orderBy(ticket.openedAt, ticket.id);
}

/** Incidents that could be gathered in a problem: those of its project that are not over and that no problem explains yet. */
export function listUnexplainedIncidents(tx: Transaction, problem: OfTicket & { projectId: string }) {
  return tx
    .select({ reference: ticket.reference, title: ticket.title })
    .from(ticket)
    .where(
      and(
        eq(ticket.workspaceId, problem.workspaceId),
        eq(ticket.projectId, problem.projectId),
        eq(ticket.kind, "incident"),
        inArray(ticket.phase, ["new", "open", "waiting"]),
        sql`not exists (select 1 from ticket_link l where l.workspace_id = ${ticket.workspaceId} and l.to_id = ${ticket.id} and l.kind = 'causes')`,
      ),
    )
    .orderBy(sql`${ticket.openedAt} desc`)
    .limit(100);
}
