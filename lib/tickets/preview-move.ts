import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { participant } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { listNames, listWritableProjects } from "./choice-queries";
import { TicketReference } from "./ticket";
import { getTicket, type Ticket } from "./ticket-queries";

export const PreviewMoveInput = z.strictObject({ ticket: TicketReference, project: z.string().min(1).max(20) });

/**
 * Who would newly read a ticket in another project of its workspace, and who no longer would: by name, as far as the asking person may
 * know them. Nothing is written. Throws NotFound, Forbidden or Invalid.
 */
export async function previewMove(actor: Actor, input: z.input<typeof PreviewMoveInput>) {
  const asked = PreviewMoveInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "move", read);
    const choices = await listWritableProjects(tx, read.workspaceId);
    const target = choices.find(({ key }) => key === asked.project.trim().toUpperCase());
    if (!target) throw new Invalid("unknown-project", "project");
    const [here, there, parts] = [
      await listReadersByGrant(tx, read.projectKey),
      await listReadersByGrant(tx, target.key),
      await listTakingPart(tx, read),
    ];
    const gained = there.filter((id) => !here.includes(id) && !parts.includes(id));
    const lost = here.filter((id) => !there.includes(id) && !parts.includes(id));
    const names = await listNames(tx, [...gained, ...lost]);
    const named = (ids: string[]) => ids.flatMap((id) => names.get(id) ?? []).sort((a, b) => a.localeCompare(b, "fr"));
    return { gained: named(gained), lost: named(lost) };
  });
}

async function listReadersByGrant(tx: Transaction, projectKey: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select r as id from project p cross join lateral readers_by_grant(p.id) r where p.key = ${projectKey}`);
  return rows.map(({ id }) => id);
}

/** They go on reading it wherever it goes. */
async function listTakingPart(tx: Transaction, { workspaceId, id, requesterId }: Ticket): Promise<string[]> {
  const rows = await tx
    .select({ accountId: participant.accountId })
    .from(participant)
    .where(and(eq(participant.workspaceId, workspaceId), eq(participant.ticketId, id), isNull(participant.leftAt)));
  return [requesterId, ...rows.map(({ accountId }) => accountId)];
}
