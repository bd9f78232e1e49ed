import { sql } from "drizzle-orm";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { getTicket, lockTicket } from "@/lib/tickets/ticket-queries";
import { listApproved, listSteps, listVerifications } from "./release-queries";

/**
 * A release that this person may act upon, with what happened to it, until the transaction ends. Throws NotFound, Forbidden or Conflict
 * (not a release).
 */
export async function lockRelease(tx: Transaction, reference: string, action: "change" | "decide") {
  const { id } = await getTicket(tx, reference);
  // Who decides may have no right to the ticket's row, hence no lock on it, and yet waits for whoever has one: this one comes first.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('release'), hashtext(${id}))`);
  const read = await lockTicket(tx, reference);
  authorizeTicket(await getRights(tx), action, read);
  if (read.kind !== "release") throw new Conflict("not-a-release");
  const [steps, verifications, approved] = await Promise.all([
    listSteps(tx, read),
    listVerifications(tx, read),
    listApproved(tx, read),
  ]);
  return { read, steps, verifications, approved };
}
