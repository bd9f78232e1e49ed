import { and, asc, eq, isNull } from "drizzle-orm";
import { account, membership, participant } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/** Who takes part in a ticket now, the requester first, each with why. */
export async function listParticipants(tx: Transaction, ticket: { workspaceId: string; id: string }) {
  return tx
    .select({
      accountId: participant.accountId,
      role: participant.role,
      addedAt: participant.addedAt,
      name: account.name,
      mail: account.mail,
    })
    .from(participant)
    .leftJoin(account, eq(account.id, participant.accountId))
    .where(
      and(
        eq(participant.workspaceId, ticket.workspaceId),
        eq(participant.ticketId, ticket.id),
        isNull(participant.leftAt),
      ),
    )
    .orderBy(asc(participant.addedAt), asc(participant.accountId));
}

/** An active member of the workspace, by mail address. Throws Invalid with the input's `field` when there is none. */
export async function getMember(tx: Transaction, workspaceId: string, mail: string, field: string) {
  const [found] = await tx
    .select({ id: account.id, name: account.name, mail: account.mail })
    .from(account)
    .innerJoin(membership, and(eq(membership.accountId, account.id), eq(membership.workspaceId, workspaceId)))
    .where(and(eq(account.mail, mail.trim().toLowerCase()), isNull(membership.endedAt), isNull(account.suspendedAt)));
  if (!found) throw new Invalid("not-a-member", field);
  return found;
}
