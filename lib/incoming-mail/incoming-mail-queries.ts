import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { account, incomingMail, project, ticket, workspace } from "@/db/schema";
import { mayAdminister, workspacesWhere } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { type IncomingMailFilter, mailConditions } from "./mail-filter";

/** Throws NotFound unless the asking person reviews mails somewhere, or administers the platform. */
export async function ensureReviewsMails(tx: Transaction) {
  const rights = await getRights(tx);
  if (workspacesWhere(rights, "reviewMails").length === 0 && !mayAdminister(rights)) throw new NotFound();
}

const decider = alias(account, "decider");

/** Messages that came, the newest first, among those that the asking person may review. */
export async function listIncomingMails(tx: Transaction, filter: IncomingMailFilter, timeZone = "Europe/Paris") {
  const { limit } = filter;
  const rows = await selectMails(tx, mailConditions(filter, timeZone))
    .orderBy(desc(incomingMail.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, after: rows.length > limit ? items.at(-1)!.id : null };
}

export type ListedMail = Awaited<ReturnType<typeof listIncomingMails>>["items"][number];

/** One of them, with the beginning of its text. Throws NotFound. */
export async function getIncomingMail(tx: Transaction, id: string) {
  if (!z.uuid().safeParse(id).success) throw new NotFound();
  const [found] = await selectMails(tx, [eq(incomingMail.id, id), isNotNull(incomingMail.outcome)]);
  if (!found) throw new NotFound();
  return found;
}

/** What waits for a decision, counted no further than a badge needs; what came from known spammers waits apart. */
export async function countWaitingMails(tx: Transaction): Promise<number> {
  const waiting = await tx
    .select({ id: incomingMail.id })
    .from(incomingMail)
    .where(and(...mailConditions({ waiting: "decision" }, "UTC")))
    .limit(100);
  return waiting.length;
}

/** Whether anything of known spammers waits, for the link that leads there. */
export async function findWaitingSpam(tx: Transaction): Promise<boolean> {
  const [found] = await tx
    .select({ id: incomingMail.id })
    .from(incomingMail)
    .where(and(...mailConditions({ waiting: "spam" }, "UTC")))
    .limit(1);
  return found !== undefined;
}

/** A message about a ticket, or about a mail of ours that came back, may repeat a note. */
const quotesNoNotes = sql`((${incomingMail.ticketId} is null and ${incomingMail.bouncedMailId} is null)
  or i_hold('notes.read', ${incomingMail.workspaceId}))`;

function selectMails(tx: Transaction, conditions: (SQL | undefined)[]) {
  return tx
    .select({
      id: incomingMail.id,
      workspaceId: incomingMail.workspaceId,
      workspaceName: workspace.name,
      workspaceKey: workspace.key,
      receivedAt: incomingMail.receivedAt,
      door: incomingMail.door,
      peer: incomingMail.peer,
      size: incomingMail.size,
      sha256: incomingMail.sha256,
      storageKey: incomingMail.storageKey,
      messageId: incomingMail.messageId,
      envelopeTo: incomingMail.envelopeTo,
      fromMail: incomingMail.fromMail,
      fromName: incomingMail.fromName,
      subject: incomingMail.subject,
      excerpt: sql<string | null>`case when ${quotesNoNotes} then ${incomingMail.excerpt} end`,
      /** Nothing in it can be the text of a note that the asking person does not read. */
      quotesNoHiddenNote: sql<boolean>`${quotesNoNotes}`,
      outcome: incomingMail.outcome,
      reason: incomingMail.reason,
      remarks: incomingMail.remarks,
      handledAt: incomingMail.handledAt,
      accountId: incomingMail.accountId,
      accountName: account.name,
      accountMail: account.mail,
      ticketId: incomingMail.ticketId,
      ticketReference: ticket.reference,
      decision: incomingMail.decision,
      decidedAt: incomingMail.decidedAt,
      deciderName: decider.name,
    })
    .from(incomingMail)
    .leftJoin(workspace, eq(workspace.id, incomingMail.workspaceId))
    .leftJoin(account, eq(account.id, incomingMail.accountId))
    .leftJoin(decider, eq(decider.id, incomingMail.decidedBy))
    .leftJoin(ticket, eq(ticket.id, incomingMail.ticketId))
    .where(and(...conditions))
    .$dynamic();
}

/** The projects in use of a message's workspace: where it may go. */
export async function listPlaces(tx: Transaction, workspaceId: string) {
  return tx
    .select({ key: project.key, name: project.name })
    .from(project)
    .where(and(eq(project.workspaceId, workspaceId), isNull(project.archivedAt)))
    .orderBy(asc(project.key));
}

/** The projects in use of every workspace whose messages the asking person reviews. */
export async function listReviewedPlaces(tx: Transaction) {
  const reviewed = workspacesWhere(await getRights(tx), "reviewMails");
  if (reviewed.length === 0) return [];
  return tx
    .select({ key: project.key, name: project.name })
    .from(project)
    .where(and(inArray(project.workspaceId, reviewed), isNull(project.archivedAt)))
    .orderBy(asc(project.key));
}

/** The workspaces to which a platform administrator may hand a message over. */
export async function listQuarantines(tx: Transaction) {
  return tx
    .select({ key: workspace.key, name: workspace.name })
    .from(workspace)
    .where(isNull(workspace.archivedAt))
    .orderBy(asc(workspace.name));
}
