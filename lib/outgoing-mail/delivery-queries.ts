import { and, asc, eq, isNotNull } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

export type Delivery = Awaited<ReturnType<typeof listDeliveries>>[number];

/** The mails that bring the messages of a ticket to people: all for who reviews mails, those of his own messages for an author. */
export function listDeliveries(tx: Transaction, ticket: { workspaceId: string; id: string }) {
  return tx
    .select({
      id: outgoingMail.id,
      messageId: outgoingMail.messageId,
      accountId: outgoingMail.accountId,
      state: outgoingMail.state,
      forDigest: outgoingMail.forDigest,
      lastError: outgoingMail.lastError,
      bounceStatus: outgoingMail.bounceStatus,
      nextTryAt: outgoingMail.nextTryAt,
      sentAt: outgoingMail.sentAt,
    })
    .from(outgoingMail)
    .where(
      and(
        eq(outgoingMail.workspaceId, ticket.workspaceId),
        eq(outgoingMail.ticketId, ticket.id),
        isNotNull(outgoingMail.messageId),
      ),
    )
    .orderBy(asc(outgoingMail.id))
    .limit(2_000);
}
