import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { project, ticket, ticketAlias } from "@/db/schema";
import { directoryActor, type Transaction, workspaceActor } from "@/lib/tenancy/actor";

/** The ticket that a reference, or a former one, leads to in a workspace. */
export async function findReferredTicket(workspaceId: string, reference: string) {
  return workspaceActor(workspaceId).transaction(async (tx) => {
    const former = tx
      .select({ id: ticketAlias.ticketId })
      .from(ticketAlias)
      .where(eq(ticketAlias.reference, reference));
    const [found] = await tx
      .select({ ticketId: ticket.id, workspaceId: ticket.workspaceId, reference: ticket.reference })
      .from(ticket)
      .where(or(eq(ticket.reference, reference), inArray(ticket.id, former)))
      .limit(1);
    return found ?? null;
  });
}

/** The domains of the projects' own addresses, archived projects included: their mail waits in sight of somebody. */
export async function listInboundDomains(tx: Transaction): Promise<string[]> {
  const domain = sql<string>`lower(split_part(${project.inboundAddress}, '@', 2))`;
  const found = await tx.selectDistinct({ domain }).from(project);
  return found.map((row) => row.domain);
}

/** A project in use of a workspace, by its key. */
export async function findOpenProject(tx: Transaction, workspaceId: string, key: string) {
  const [found] = await tx
    .select({ id: project.id })
    .from(project)
    .where(
      and(eq(project.workspaceId, workspaceId), eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)),
    );
  return found ?? null;
}

export async function findProjectKey(projectId: string): Promise<string> {
  const [found] = await directoryActor().transaction((tx) =>
    tx.select({ key: project.key }).from(project).where(eq(project.id, projectId)),
  );
  return found!.key;
}

export async function findTicketReference(workspaceId: string, ticketId: string): Promise<string> {
  const [found] = await workspaceActor(workspaceId).transaction((tx) =>
    tx.select({ reference: ticket.reference }).from(ticket).where(eq(ticket.id, ticketId)),
  );
  return found!.reference;
}
