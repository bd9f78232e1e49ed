import { sql } from "drizzle-orm";
import { participant } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/** Makes somebody take part in a ticket under a role, or take part again; the verb that calls it has authorized it. */
export async function setParticipant(
  tx: Transaction,
  ticket: { workspaceId: string; id: string },
  accountId: string,
  role: "requester" | "assignee" | "watcher",
) {
  await tx
    .insert(participant)
    .values({ workspaceId: ticket.workspaceId, ticketId: ticket.id, accountId, role, addedBy: tx.asking.accountId })
    .onConflictDoUpdate({
      target: [participant.workspaceId, participant.ticketId, participant.accountId],
      set: {
        leftAt: null,
        leftBy: null,
        // A requester stays one, whatever else he becomes.
        role: sql`case when ${participant.role} = 'requester' then 'requester' else excluded.role end`,
      },
    });
}
