import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { message, participant } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import { TicketReference } from "@/lib/tickets/ticket";
import { getTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { ensureMergeable } from "./merge-tickets";

export const PreviewMergeInput = z.strictObject({ ticket: TicketReference, into: TicketReference });

/** What merging a ticket into another one would do, and who would newly read what; nothing is written. Throws what merging throws. */
export async function previewMerge(actor: Actor, input: z.input<typeof PreviewMergeInput>) {
  const asked = PreviewMergeInput.parse(input);
  return actor.transaction(async (tx) => {
    const [source, into] = [await getTicket(tx, asked.ticket), await getTicket(tx, asked.into)];
    const rights = await getRights(tx);
    for (const ticket of [source, into]) authorizeTicket(rights, "merge", ticket);
    ensureMergeable([source], into);
    const [here, there] = [await listTakingPart(tx, source), await listTakingPart(tx, into)];
    return {
      source,
      into,
      ...(await countSaid(tx, source)),
      /** They take part in one and will read the thread of both. */
      newlyRead: await named(tx, [
        ...here.filter((id) => !there.includes(id)),
        ...there.filter((id) => !here.includes(id)),
      ]),
      /** Whoever reads this project and not that one loses sight of what was said. */
      otherProject: source.projectId === into.projectId ? null : into.projectName,
    };
  });
}

async function listTakingPart(tx: Transaction, { workspaceId, id }: Ticket): Promise<string[]> {
  const rows = await tx
    .select({ accountId: participant.accountId })
    .from(participant)
    .where(and(eq(participant.workspaceId, workspaceId), eq(participant.ticketId, id), isNull(participant.leftAt)));
  return rows.map(({ accountId }) => accountId);
}

async function countSaid(tx: Transaction, { workspaceId, id }: Ticket) {
  const [counted] = await tx
    .select({
      messages: sql<number>`count(*) filter (where not ${message.internal})::int`,
      notes: sql<number>`count(*) filter (where ${message.internal})::int`,
    })
    .from(message)
    .where(and(eq(message.workspaceId, workspaceId), eq(message.ticketId, id), isNull(message.takenBackAt)));
  return counted!;
}

async function named(tx: Transaction, ids: string[]): Promise<string[]> {
  const people = await findPeople(tx, ids);
  return ids.flatMap((id) => people.get(id)?.name ?? []);
}
