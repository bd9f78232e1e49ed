import { sql } from "drizzle-orm";
import { z } from "zod";
import { approval, approver } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { queueApprovalMails } from "@/lib/outgoing-mail/queue-approval-mails";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { refuseWithoutApproval } from "@/lib/tickets/approval-standing";
import { getMember } from "@/lib/tickets/participant-queries";
import { TicketReference } from "@/lib/tickets/ticket";
import { lockTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { type Subject, stateOf, subjects } from "./approval";
import { getApproval, listApprovals, listDeciders } from "./approval-queries";
import { lapseApproval } from "./lapse-approval";
import { moveTicketOn } from "./move-ticket-on";
import { findPlan } from "./plan-queries";

export const AskApprovalInput = z.strictObject({
  ticket: TicketReference,
  /** For a release, the stage; absent: the ticket itself. */
  subject: z.enum(subjects).optional(),
  /** Mail addresses of members who may decide on this ticket. */
  approvers: z.array(z.string().max(254)).min(1).max(20),
  /** How many of them must approve; all of them when absent. */
  needed: z.int().min(1).max(20).optional(),
  /** The last day, where the service is, on which the decision is of use. */
  dueOn: z.iso.date().optional(),
});

/**
 * Asks named people to approve a ticket as it stands; it then waits for them, unless it is an emergency, of which the work has begun.
 * Throws NotFound, Forbidden, Invalid or Conflict (asked already, approved already, over).
 */
export async function askApproval(actor: Actor, input: z.input<typeof AskApprovalInput>) {
  const asked = AskApprovalInput.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "change", ticket);
    if (ticket.phase === "closed") throw new Conflict("already-ended", ticket);
    const subject = subjectOf(ticket, asked.subject);
    const approvers = await getApprovers(tx, ticket, asked.approvers);
    const needed = asked.needed ?? approvers.length;
    if (needed > approvers.length) throw new Invalid("too-few-approvers", "needed", { most: approvers.length });
    await endFormerOnes(tx, ticket, subject);
    const id = newIdentifier();
    const afterTheFact = subject === "change" && (await findPlan(tx, ticket))?.type === "emergency";
    await refuseWithoutApproval(() =>
      tx.insert(approval).values({
        ...{ workspaceId: ticket.workspaceId, id, ticketId: ticket.id, subject, needed, afterTheFact },
        // The trigger writes what stands; nobody else may.
        fingerprint: "",
        askedBy: tx.asking.accountId!,
        dueAt: asked.dueOn ? endOfDay(asked.dueOn) : null,
      }),
    );
    await tx
      .insert(approver)
      .values(approvers.map((person) => ({ workspaceId: ticket.workspaceId, approvalId: id, accountId: person.id })));
    const event = await recordEvent(tx, {
      type: "approval.asked",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: {
        ...{ approvalId: id, subject, approverIds: approvers.map((person) => person.id), needed, afterTheFact },
        dueOn: asked.dueOn ?? null,
      },
    });
    if (!afterTheFact) await moveTicketOn(tx, ticket, "submit");
    const made = await getApproval(tx, id);
    const deciders = made.seats.flatMap((seat) => [seat.accountId, ...seat.deputies]);
    await queueApprovalMails(tx, { kind: "approval-asked", ticket, eventId: event.id, to: deciders });
    return made;
  });
}

/** A release is decided stage by stage; anything else as a whole. */
function subjectOf({ kind }: Ticket, asked: Subject | undefined): Subject {
  const subject = asked ?? (kind === "release" ? "production" : "change");
  if ((kind === "release") === (subject === "change")) throw new Invalid("unknown-value", "subject");
  return subject;
}

/** Throws Invalid, naming the address, for who is no member, may not decide there, or is the one who asks. */
async function getApprovers(tx: Transaction, ticket: Ticket, mails: string[]) {
  const able = await listDeciders(tx, ticket);
  const distinct = [...new Set(mails.map((mail) => mail.trim().toLowerCase()))];
  return Promise.all(
    distinct.map(async (mail) => {
      const person = await getMember(tx, ticket.workspaceId, mail, "approvers");
      if (person.id === tx.asking.accountId) throw new Invalid("not-your-own-approval", "approvers");
      if (!able.includes(person.id)) throw new Invalid("may-not-decide", "approvers", { name: person.name });
      return person;
    }),
  );
}

/** One at a time for each subject: what an edit made lapse gives way, what still stands does not. */
async function endFormerOnes(tx: Transaction, ticket: Ticket, subject: Subject) {
  for (const former of await listApprovals(tx, ticket)) {
    if (former.subject !== subject) continue;
    const state = stateOf(former);
    if (state === "pending") throw new Conflict("approval-pending");
    if (state === "approved") throw new Conflict("approved-already");
    if (state === "lapsed" && former.state !== "lapsed") await lapseApproval(tx, former);
  }
}

function endOfDay(day: string) {
  return sql`((${day}::date + 1)::timestamp at time zone 'Europe/Paris') - interval '1 second'` as never;
}
