import { getSettings } from "@/lib/settings/environment";
import { answersToStrangers, type OutgoingMail } from "./outgoing-mail";
import { replyKey, replyVersion, signReplyAddress } from "./reply-address";
import type { LetterTicket } from "./writing";

export interface Addresses {
  from: { name: string; address: string };
  replyTo: string | null;
  /** Where a delivery report goes; empty for an answer that nobody must answer (RFC 3834). */
  envelopeFrom: string;
}

/** Who writes, and where an answer goes: to the project, at an address signed for this reader and this ticket. */
export function addressMail(mail: OutgoingMail, ticket: LetterTicket | null): Addresses {
  const platform = `guichet@${getSettings().mailDomain}`;
  if (!ticket || !mail.accountId) {
    const envelopeFrom = answersToStrangers.includes(mail.kind) ? "" : platform;
    return { from: { name: "Guichet", address: platform }, replyTo: null, envelopeFrom };
  }
  const grant = {
    ticketId: ticket.id,
    accountId: mail.accountId,
    internal: mail.internal,
    version: replyVersion,
    reference: ticket.reference,
  };
  const replyTo = signReplyAddress(replyKey(), grant, ticket.inboundAddress) ?? ticket.inboundAddress;
  const from = { name: ticket.projectName, address: ticket.senderAddress ?? ticket.inboundAddress };
  return { from, replyTo, envelopeFrom: replyTo };
}
