import { sql } from "drizzle-orm";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { lockTicket } from "@/lib/tickets/ticket-queries";
import { listApproved, listSteps, listVerifications } from "./release-queries";

/**
 * A release that this person may act upon, with what happened to it, until the transaction ends. Throws NotFound, Forbidden or Conflict
 * (not a release).
 */
export async function lockRelease(tx: Transaction, reference: string, action: "change" | "decide") {
  const read = await lockTicket(tx, reference);
  authorizeTicket(await getRights(tx), action, read);
  if (read.kind !== "release") throw new Conflict("not-a-release");
  // Who decides may have no right to the ticket's row, hence no lock on it: two words said at once come one after the other all the same.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('release'), hashtext(${read.id}))`);
  const [steps, verifications, approved] = await Promise.all([
    listSteps(tx, read),
    listVerifications(tx, read),
    listApproved(tx, read),
  ]);
  return { read, steps, verifications, approved };
}
