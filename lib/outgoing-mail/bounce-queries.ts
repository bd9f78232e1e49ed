import { and, asc, eq, isNull } from "drizzle-orm";
import { outgoingMail } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { causeOfBounce } from "./bounce";

export type ListedBounce = Awaited<ReturnType<typeof listBounces>>[number];

/** Mails about a ticket but about no message of it (an assignment, a resolution) that came back, with why: for who reviews mails. */
export async function listBounces(tx: Transaction, ticket: { workspaceId: string; id: string }) {
  const rows = await tx
    .select({
      id: outgoingMail.id,
      toMail: outgoingMail.toMail,
      status: outgoingMail.bounceStatus,
    })
    .from(outgoingMail)
    .where(
      and(
        eq(outgoingMail.workspaceId, ticket.workspaceId),
        eq(outgoingMail.ticketId, ticket.id),
        eq(outgoingMail.state, "bounced"),
        isNull(outgoingMail.messageId),
      ),
    )
    .orderBy(asc(outgoingMail.id))
    .limit(200);
  return rows.map((row) => ({ ...row, cause: causeOfBounce(row.status) }));
}
