import { and, eq } from "drizzle-orm";
import { participant } from "@/db/schema";
import { isReplyAddressOf, readReplyAddress, replyKey, replyVersion } from "@/lib/outgoing-mail/reply-address";
import { workspaceActor } from "@/lib/tenancy/actor";
import { findReferredTicket } from "./directory-queries";
import type { TicketFact } from "./verdict";

export type SignedAddress =
  | { valid: false; workspaceId: string | null }
  | (TicketFact & { valid: true; reference: string; accountId: string; internal: boolean });

/** What a recipient of the form of our reply addresses is worth: whose it is, for which ticket. Null when there is none. */
export async function findSignedAddress(
  recipients: string[],
  projects: { key: string; workspaceId: string }[],
  senderId: string | null,
): Promise<SignedAddress | null> {
  const [address] = recipients.map(readReplyAddress).filter((read) => read !== null);
  if (!address) return null;
  const place = projects.find(({ key }) => address.reference.startsWith(`${key}-`));
  if (!place) return { valid: false, workspaceId: null };
  const ticket = await findReferredTicket(place.workspaceId, address.reference);
  if (!ticket) return { valid: false, workspaceId: place.workspaceId };
  const given = (accountId: string) =>
    isReplyAddressOf(replyKey(), address, { ticketId: ticket.ticketId, accountId, version: replyVersion });
  const owner = senderId && given(senderId) ? senderId : (await listParticipantIds(ticket)).find(given);
  if (!owner) return { valid: false, workspaceId: place.workspaceId };
  return { valid: true, ...ticket, accountId: owner, internal: address.internal };
}

/** Also those who left: an address that was theirs is not a forgery. */
async function listParticipantIds({ ticketId, workspaceId }: TicketFact): Promise<string[]> {
  const rows = await workspaceActor(workspaceId).transaction((tx) =>
    tx
      .select({ accountId: participant.accountId })
      .from(participant)
      .where(and(eq(participant.workspaceId, workspaceId), eq(participant.ticketId, ticketId))),
  );
  return rows.map((row) => row.accountId);
}
