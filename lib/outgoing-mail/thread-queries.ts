import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";

/** The identifiers that put a notice under what its reader already has in the mailbox. */
export interface MailThread {
  inReplyTo: string | null;
  references: string[];
}

/** Reads them in the notice's workspace. Identifiers of notes never reach somebody who is not sent notes. */
export async function findMailThread(tx: Transaction, mail: OutgoingMail): Promise<MailThread> {
  const { ticketId, messageId, incomingMailId, toMail, internal, id } = mail;
  const [found] = await tx.execute<Record<"first" | "answered" | "previous", string | null>>(sql`
    select
      (select i.message_id from message m join incoming_mail i on i.id = m.incoming_mail_id
        where m.ticket_id = ${ticketId} and not m.internal and i.message_id is not null order by m.created_at limit 1) as first,
      (select i.message_id from incoming_mail i where i.id = coalesce(${incomingMailId}::uuid,
        (select m.incoming_mail_id from message m where m.id = ${messageId}))) as answered,
      (select o.header_message_id from outgoing_mail o
        where o.ticket_id = ${ticketId} and o.to_mail = ${toMail} and o.id < ${id} and o.state <> 'withheld'
          and (${internal} or not o.internal) order by o.id desc limit 1) as previous`);
  const { first, answered, previous } = found!;
  const root = ticketId ? `<ticket.${ticketId}@${getSettings().mailDomain}>` : null;
  const references = [root, first, previous, answered].filter((one) => one !== null);
  return { inReplyTo: answered ?? previous ?? first ?? root, references: [...new Set(references)] };
}

/** How the GUID of a Thread-Index is written there: a kind of its own, that no Message-ID can imitate. */
export function hashThreadGuid(guid: string): string {
  return hashMessageId(`thread-index:${guid}`);
}

/** How a Message-ID is written in `mail_thread`: that table routes, and must hold no content. */
export function hashMessageId(messageId: string): string {
  return createHash("sha256").update(messageId).digest("hex");
}
