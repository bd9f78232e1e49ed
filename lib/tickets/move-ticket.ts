import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { project, ticketAlias } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { keepOperation } from "./keep-operation";
import { takeNumber } from "./take-number";
import { TicketReference } from "./ticket";
import { lockTicket } from "./ticket-queries";
import { writeTicket } from "./write-ticket";

export const MoveTicketInput = z.strictObject({
  ticket: TicketReference,
  version: z.int().min(1),
  project: z.string().min(1).max(20),
});

/**
 * Moves a ticket to another project of its workspace, under a new number; the former reference goes on leading to it.
 * Throws NotFound, Forbidden (writing is needed in both projects), Invalid or Conflict.
 */
export async function moveTicket(actor: Actor, input: z.input<typeof MoveTicketInput>) {
  const asked = MoveTicketInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await lockTicket(tx, asked.ticket);
    const rights = await getRights(tx);
    authorizeTicket(rights, "move", read);
    if (read.version !== asked.version) throw new Conflict("stale", read);
    const place = await getOtherProject(tx, read.workspaceId, asked.project);
    if (place.id === read.projectId) return read;
    authorizeTicket(rights, "move", { ...read, projectId: place.id });
    await tx
      .insert(ticketAlias)
      .values({ workspaceId: read.workspaceId, reference: read.reference, ticketId: read.id })
      // It may have borne that number before.
      .onConflictDoNothing();
    const { number } = await takeNumber(tx, place);
    const written = await writeTicket(tx, read, { projectId: place.id, number, reference: `${place.key}-${number}` });
    await recordEvent(tx, {
      type: "ticket.moved",
      workspaceId: read.workspaceId,
      ticketId: read.id,
      payload: { reference: [read.reference, written.reference], project: [read.projectKey, place.key] },
    });
    const numberBefore = Number(read.reference.slice(read.reference.lastIndexOf("-") + 1));
    await keepOperation(tx, "move", { to: place.key }, [
      {
        ticket: read,
        before: { columns: { projectId: read.projectId, number: numberBefore, reference: read.reference } },
        versionAfter: written.version,
      },
    ]);
    return written;
  });
}

async function getOtherProject(tx: Transaction, workspaceId: string, key: string) {
  const [found] = await tx
    .select()
    .from(project)
    .where(
      and(eq(project.workspaceId, workspaceId), eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)),
    );
  if (!found) throw new Invalid("unknown-project", "project");
  return found;
}
