import { and, eq, sql } from "drizzle-orm";
import { ticket } from "@/db/schema";
import { Conflict, Forbidden } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { refuseWithoutApproval } from "./approval-standing";
import type { Phase } from "./ticket";
import { getTicketById, type Ticket } from "./ticket-queries";

export type Columns = Partial<typeof ticket.$inferInsert>;

/**
 * Writes columns of a ticket that this transaction has locked, and gives it its next version.
 * Throws Conflict when it is no longer the version read or enters a status that waits for a decision, Forbidden when row security refuses.
 */
export async function writeTicket(tx: Transaction, read: Ticket, columns: Columns): Promise<Ticket> {
  const written = await writeColumns(tx, read, columns);
  const now = await getTicketById(tx, read.id);
  if (written) return now;
  if (now.version !== read.version) throw new Conflict("stale", now);
  throw new Forbidden();
}

/** The same without reading it again: whether it was still the version read, and the asking person's to write. Throws Conflict. */
export async function writeColumns(tx: Transaction, read: Ticket, columns: Columns): Promise<boolean> {
  const written = await refuseWithoutApproval(() =>
    tx
      .update(ticket)
      .set({ ...columns, version: read.version + 1, updatedAt: sql`greatest(now(), ${ticket.updatedAt})` })
      .where(and(eq(ticket.workspaceId, read.workspaceId), eq(ticket.id, read.id), eq(ticket.version, read.version)))
      .returning({ id: ticket.id }),
  );
  return written.length === 1;
}

/** The columns that put a ticket in a status, with the dates that its phase stands for. */
export function columnsOfStatus(read: Ticket, next: { id: string; phase: Phase }): Columns {
  return {
    statusId: next.id,
    phase: next.phase,
    resolvedAt:
      next.phase === "resolved"
        ? sql`coalesce(${ticket.resolvedAt}, now())`
        : next.phase === "closed"
          ? read.resolvedAt
          : null,
    closedAt: next.phase === "closed" ? sql`now()` : null,
  } as Columns;
}
