import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { incomingMail } from "@/db/schema";
import { authorizePlatform, authorizeTicket, authorizeWorkspace } from "@/lib/access/ability";
import { Conflict, Invalid, NotFound } from "@/lib/access/refusals";
import { getRights, type Rights } from "@/lib/access/rights";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { EventType } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { setParticipant } from "@/lib/tickets/set-participant";
import { getTicket, getTicketById } from "@/lib/tickets/ticket-queries";
import { findOpenProject } from "./directory-queries";
import { findStanding } from "./find-standing";
import type { IncomingMail } from "./incoming-mail";

/** Where a message that waited goes: a new ticket of a project, or an existing one. */
export const Place = z.union([
  z.strictObject({ project: z.string().min(1).max(20) }),
  z.strictObject({ ticket: z.string().min(1).max(40) }),
]);
export type Place = z.output<typeof Place>;

/** Reads and locks a message that waits for a decision. Throws NotFound, Forbidden or Conflict (somebody was first). */
export async function lockWaitingMail(tx: Transaction, id: string): Promise<IncomingMail> {
  const row = await lockMail(tx, id);
  if (row.outcome !== "quarantined" || row.decidedAt) throw new Conflict("mail-already-decided");
  return row;
}

/** The same of a message in any state. Throws NotFound or Forbidden. */
export async function lockMail(tx: Transaction, id: string): Promise<IncomingMail> {
  const [row] = await tx.select().from(incomingMail).where(eq(incomingMail.id, id)).for("update");
  if (!row) throw new NotFound();
  authorizeReview(await getRights(tx), row.workspaceId);
  return row;
}

/** What no address led anywhere is the platform's, whose administrators review it. */
function authorizeReview(rights: Rights, workspaceId: string) {
  if (workspaceId === PLATFORM_ID) authorizePlatform(rights);
  else authorizeWorkspace(rights, "reviewMails", workspaceId);
}

/** The identifiers of a place, which must be in the message's own workspace. Throws NotFound or Invalid. */
export async function findPlace(tx: Transaction, row: IncomingMail, place: Place) {
  if ("project" in place) {
    const found = await findOpenProject(tx, row.workspaceId, place.project);
    if (!found) throw new Invalid("unknown-project", "project");
    return { projectId: found.id };
  }
  const ticket = await getTicket(tx, place.ticket);
  if (ticket.workspaceId !== row.workspaceId) throw new NotFound();
  return { ticketId: ticket.id };
}

/** On a ticket where the author may not write, he becomes a participant; whoever decides must be entitled to add him. */
async function letAuthorIn(tx: Transaction, accountId: string, place: { projectId: string } | { ticketId: string }) {
  if (!("ticketId" in place)) return;
  const claim = { ticketId: place.ticketId, internal: false };
  const author = { accountId, suspended: false, memberships: [] };
  if ((await findStanding(author, [claim])).mayWrite(claim)) return;
  const ticket = await getTicketById(tx, place.ticketId);
  authorizeTicket(await getRights(tx), "addParticipant", ticket);
  await setParticipant(tx, ticket, accountId, "watcher");
  await recordEvent(tx, {
    type: "participant.added",
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    payload: { accountId, role: "watcher" },
  });
}

interface Decision {
  decision: "released" | "attached";
  accountId: string;
  place: { projectId: string } | { ticketId: string };
}

/** Writes the decision with its journal line and its job, which carries it out as the message's author. */
export async function decideMail(tx: Transaction, row: IncomingMail, { decision, accountId, place }: Decision) {
  const { id, workspaceId } = row;
  await letAuthorIn(tx, accountId, place);
  await tx
    .update(incomingMail)
    .set({ decision, accountId, decidedAt: sql`now()` as never, decidedBy: tx.asking.accountId })
    .where(and(eq(incomingMail.workspaceId, workspaceId), eq(incomingMail.id, id)));
  const type = decision === "released" ? "mail.released" : "mail.attached";
  await recordReview(tx, row, type, { accountId, ...place });
  await enqueueJob(tx, "deliver-released-mail", { workspaceId, incomingMailId: id, accountId, ...place });
}

/** Decides that a message goes nowhere, with its journal line; its bytes are kept. */
export async function setMailAside(
  tx: Transaction,
  row: IncomingMail,
  decision: "rejected" | "spam",
  payload: Record<string, unknown>,
) {
  await tx
    .update(incomingMail)
    .set({ decision, decidedAt: sql`now()` as never, decidedBy: tx.asking.accountId })
    .where(and(eq(incomingMail.workspaceId, row.workspaceId), eq(incomingMail.id, row.id)));
  await recordReview(tx, row, decision === "rejected" ? "mail.rejected" : "mail.declaredSpam", payload);
}

/** Writes what somebody decided about a message, for those who review mails where it is. */
export async function recordReview(
  tx: Transaction,
  { id, workspaceId }: IncomingMail,
  type: EventType,
  payload: Record<string, unknown> = {},
) {
  const requires = workspaceId === PLATFORM_ID ? undefined : "mails.review";
  await recordEvent(tx, { type, workspaceId, requires, payload: { incomingMailId: id, ...payload } });
}
