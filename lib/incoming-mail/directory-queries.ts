import { and, asc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { account, accountAlias, incomingMail, mailThread, project, ticket, ticketAlias } from "@/db/schema";
import { hashMessageId } from "@/lib/outgoing-mail/thread-queries";
import { directoryActor, type Transaction, workspaceActor } from "@/lib/tenancy/actor";

/** The account whose address, or one of whose aliases, this is. */
export async function findSender(tx: Transaction, address: string) {
  const [found] = await tx
    .select({ accountId: account.id, suspendedAt: account.suspendedAt })
    .from(account)
    .where(
      or(
        eq(account.mail, address),
        inArray(
          account.id,
          tx.select({ id: accountAlias.accountId }).from(accountAlias).where(eq(accountAlias.mail, address)),
        ),
      ),
    );
  return found ? { accountId: found.accountId, suspended: found.suspendedAt !== null } : null;
}

/** The projects that these addresses or these keys name, archived ones excepted. */
export async function listProjects(tx: Transaction, wanted: { addresses: string[]; keys: string[] }) {
  if (wanted.addresses.length + wanted.keys.length === 0) return [];
  return tx
    .select({
      id: project.id,
      workspaceId: project.workspaceId,
      key: project.key,
      inboundAddress: sql<string>`lower(${project.inboundAddress})`,
      archived: sql<boolean>`${project.archivedAt} is not null`,
    })
    .from(project)
    .where(
      or(
        inArray(sql`lower(${project.inboundAddress})`, [...wanted.addresses, ""]),
        inArray(project.key, [...wanted.keys, ""]),
      ),
    );
}

/** The tickets to which Message-IDs belong, in the order of `messageIds`, the oldest claim first. */
export async function listThreads(tx: Transaction, messageIds: string[]) {
  if (messageIds.length === 0) return [];
  const hashes = messageIds.map(hashMessageId);
  const found = await tx
    .select()
    .from(mailThread)
    .where(inArray(mailThread.messageIdHash, hashes))
    .orderBy(asc(mailThread.createdAt));
  return hashes.flatMap((hash) => found.filter((row) => row.messageIdHash === hash));
}

/** Whether a message that this one answers, or a copy of it that came before, has not been read yet. */
export async function isPrecededBy(tx: Transaction, mail: { id: string }, messageIds: string[]): Promise<boolean> {
  if (messageIds.length === 0) return false;
  const [earlier] = await tx
    .select({ id: incomingMail.id })
    .from(incomingMail)
    .where(
      and(inArray(incomingMail.messageId, messageIds), isNull(incomingMail.handledAt), lt(incomingMail.id, mail.id)),
    )
    .limit(1);
  return earlier !== undefined;
}

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
