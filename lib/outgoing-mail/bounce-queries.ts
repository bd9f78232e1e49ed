import { and, asc, eq } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { causeOfBounce } from "./bounce";

export type ListedBounce = Awaited<ReturnType<typeof listBounces>>[number];

/** Mails about a ticket that came back, with why, among those that the asking person may review. */
export async function listBounces(tx: Transaction, ticket: { workspaceId: string; id: string }) {
  const rows = await tx
    .select({
      id: outgoingMail.id,
      messageId: outgoingMail.messageId,
      toMail: outgoingMail.toMail,
      status: outgoingMail.bounceStatus,
      internal: outgoingMail.internal,
    })
    .from(outgoingMail)
    .where(
      and(
        eq(outgoingMail.workspaceId, ticket.workspaceId),
        eq(outgoingMail.ticketId, ticket.id),
        eq(outgoingMail.state, "bounced"),
      ),
    )
    .orderBy(asc(outgoingMail.id))
    .limit(200);
  return rows.map((row) => ({ ...row, cause: causeOfBounce(row.status) }));
}
