import { sql } from "drizzle-orm";
import { account } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

/**
 * Name and mail address of the accounts that the asking person may know, by id. A query of its own and never a join: the policy of
 * accounts is then asked about those people only, where a join would have the planner walk all of them.
 */
export async function findPeople(tx: Transaction, ids: (string | null)[]) {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map<string, { id: string; name: string; mail: string }>();
  const people = await tx
    .select({ id: account.id, name: account.name, mail: account.mail })
    .from(account)
    // As a query: of a list that it sees the planner makes another plan each time, which costs more than the reading.
    .where(sql`${account.id} = any(array(select unnest(${sql.param(wanted)}::uuid[])))`);
  return new Map(people.map((person) => [person.id, person]));
}
