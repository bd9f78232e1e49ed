import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/tenancy/actor";
import { likeness, wordsOf } from "./likeness";
import type { Phase } from "./ticket";

const mostShown = 5;
const mostCompared = 60;
const mostWords = 8;
/** Below it, two titles only share a word of the trade. */
const alike = 0.5;

export interface LikelyTicket {
  reference: string;
  title: string;
  phase: Phase;
}

/** Tickets not ended, among those that the asking person reads, whose titles are much like this one: perhaps it was said already. */
export async function listLikely(tx: Transaction, title: string): Promise<LikelyTicket[]> {
  const words = wordsOf(title).slice(0, mostWords);
  if (words.length < 2) return [];
  // Quoted, so that none of them is an operator of the search.
  const query = words.map((word) => `"${word}"`).join(" or ");
  const found = await tx.execute<LikelyTicket & Record<string, unknown>>(sql`
    select t.reference, t.title, t.phase from search_ticket_ids(${query}, null, null, ${mostCompared}) f
      join ticket t on t.id = f.ticket_id where t.phase <> 'closed'`);
  return [...new Map(found.map((one) => [one.reference, one])).values()]
    .map((one) => ({ ...one, likeness: likeness(title, one.title) }))
    .filter((one) => one.likeness >= alike)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, mostShown)
    .map(({ reference, title, phase }) => ({ reference, title, phase }));
}
