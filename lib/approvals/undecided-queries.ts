import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";

/** Those of these tickets of which an emergency was begun and nobody has decided yet. Nothing is asked where none of them is a change. */
export async function listUndecidedEmergencies(
  tx: Transaction,
  tickets: { id: string; kind: string }[],
): Promise<string[]> {
  const changes = tickets.filter(({ kind }) => kind === "change").map(({ id }) => id);
  if (changes.length === 0) return [];
  const found = await tx.execute<{ id: string }>(sql`
    select distinct a.ticket_id as id from approval a
     where a.ticket_id = any (${sql.param(changes)}::uuid[]) and a.after_the_fact and a.state = 'pending'`);
  return found.map(({ id }) => id);
}
