import { and, asc, eq } from "drizzle-orm";
import { ticket } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

type OfTicket = { workspaceId: string; id: string };

/** The tickets that were merged into this one, as far as the reader may read them. */
export function listMerged(tx: Transaction, { workspaceId, id }: OfTicket) {
  return tx
    .select({ reference: ticket.reference, title: ticket.title })
    .from(ticket)
    .where(and(eq(ticket.workspaceId, workspaceId), eq(ticket.mergedIntoId, id)))
    .orderBy(asc(ticket.openedAt), asc(ticket.id))
    .limit(100);
}

/** Where a merged ticket goes on, for who may read that; null otherwise. */
export async function findMergedInto(tx: Transaction, mergedIntoId: string | null) {
  if (mergedIntoId === null) return null;
  const [found] = await tx
    .select({ reference: ticket.reference, title: ticket.title })
    .from(ticket)
    .where(eq(ticket.id, mergedIntoId));
  return found ?? null;
}
