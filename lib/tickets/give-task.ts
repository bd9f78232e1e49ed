import { and, eq, isNull } from "drizzle-orm";
import { participant } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import type { Transaction } from "@/lib/tenancy/actor";
import { getMember } from "./participant-queries";
import { setParticipant } from "./set-participant";
import type { Ticket } from "./ticket-queries";

/**
 * The member who is given a task of the ticket, by his mail address: he takes part from then on, else he might not even read what he
 * has to do. Throws Invalid.
 */
export async function giveTask(tx: Transaction, ticket: Ticket, mail: string): Promise<string> {
  const member = await getMember(tx, ticket.workspaceId, mail, "assignee");
  const [part] = await tx
    .select({ id: participant.accountId })
    .from(participant)
    .where(
      and(
        eq(participant.workspaceId, ticket.workspaceId),
        eq(participant.ticketId, ticket.id),
        eq(participant.accountId, member.id),
        isNull(participant.leftAt),
      ),
    );
  if (part) return member.id;
  await setParticipant(tx, ticket, member.id, "watcher");
  await recordEvent(tx, {
    type: "participant.added",
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    payload: { accountId: member.id, role: "watcher" },
  });
  return member.id;
}
