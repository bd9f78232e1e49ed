import { and, eq, sql } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";

/** Answers to mails that leave for one address in an hour: about one ticket, and acknowledgements of new ones. */
const most = { onTicket: 30, acknowledgements: 100 };

/**
 * The last brake of a loop: withholds a notice that answers mails and is one more of too many, and says whether it did. What
 * people do on the pages is no part of a loop, and its notices always leave.
 */
export async function brakeLoop(tx: Transaction, mail: OutgoingMail): Promise<boolean> {
  if (!mail.ticketId || !mail.messageId || !(await isTooMuch(tx, mail))) return false;
  return withhold(tx, mail);
}

async function isTooMuch(tx: Transaction, { ticketId, messageId, toMail, kind }: OutgoingMail): Promise<boolean> {
  const [counted] = await tx.execute<{ onTicket: number; acknowledgements: number }>(sql`
    select (select count(*)::int from outgoing_mail o join message m on m.id = o.message_id
        where o.ticket_id = ${ticketId} and o.to_mail = ${toMail} and o.state = 'sent' and m.door = 'mail'
          and o.sent_at > now() - interval '1 hour') as "onTicket",
      case when ${kind} = 'ticket-opened' then count_recent_acknowledgements(${toMail})::int else 0 end as acknowledgements
    where exists (select 1 from message m where m.id = ${messageId} and m.door = 'mail')`);
  return (
    counted !== undefined && (counted.onTicket >= most.onTicket || counted.acknowledgements >= most.acknowledgements)
  );
}

async function withhold(tx: Transaction, { workspaceId, id, ticketId }: OutgoingMail): Promise<boolean> {
  const withheld = await tx
    .update(outgoingMail)
    .set({ state: "withheld", lastError: "loop-brake", nextTryAt: null })
    .where(and(eq(outgoingMail.workspaceId, workspaceId), eq(outgoingMail.id, id), eq(outgoingMail.state, "queued")))
    .returning({ id: outgoingMail.id });
  if (withheld.length === 0) return false;
  await recordEvent(tx, {
    type: "mail.braked",
    workspaceId,
    requires: "mails.review",
    payload: { outgoingMailId: id, ticketId },
  });
  return true;
}
