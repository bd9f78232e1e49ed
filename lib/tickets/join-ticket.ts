import { sql } from "drizzle-orm";
import { participant } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";

/** Whoever writes on a ticket takes part in it from then on, as a watcher, unless he already does or has left. */
export async function joinTicket(tx: Transaction, ticket: { workspaceId: string; id: string; takesPart: boolean }) {
  const accountId = tx.asking.accountId;
  if (!accountId || ticket.takesPart) return;
  const joined = await tx
    .insert(participant)
    .values({ workspaceId: ticket.workspaceId, ticketId: ticket.id, accountId, role: "watcher", addedBy: accountId })
    .onConflictDoNothing({ target: [participant.workspaceId, participant.ticketId, participant.accountId] })
    .returning({ accountId: sql<string>`${participant.accountId}` });
  if (joined.length === 1)
    await recordEvent(tx, {
      type: "participant.added",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: { accountId, role: "watcher" },
    });
}
