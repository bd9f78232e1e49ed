import { and, eq, sql } from "drizzle-orm";
import { knownError } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

type OfTicket = { workspaceId: string; id: string };

/** What is known of a problem; null when nothing was recorded. */
export async function findKnownError(tx: Transaction, { workspaceId, id }: OfTicket) {
  const [found] = await tx
    .select()
    .from(knownError)
    .where(and(eq(knownError.workspaceId, workspaceId), eq(knownError.ticketId, id)));
  return found ?? null;
}

/** The workarounds published for an incident, latest first: whoever reads the incident reads them, whether or not he reads the problem. */
export async function listPublishedWorkarounds(tx: Transaction, { id }: OfTicket) {
  const rows = await tx.execute<{ workaround: string; publishedAt: string }>(
    sql`select workaround, published_at::text as "publishedAt" from published_workarounds(${id})`,
  );
  return rows.map(({ workaround, publishedAt }) => ({ workaround, publishedAt: new Date(publishedAt) }));
}
