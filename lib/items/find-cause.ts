import { authorizeTicket } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { getTicket } from "@/lib/tickets/ticket-queries";

/** The ticket of a workspace that brings a change of its items about, for who works on it. Throws NotFound, Forbidden or Invalid. */
export async function findCauseId(tx: Transaction, workspaceId: string, reference?: string): Promise<string | null> {
  if (!reference) return null;
  const cause = await getTicket(tx, reference);
  authorizeTicket(await getRights(tx), "change", cause);
  if (cause.workspaceId !== workspaceId) throw new Invalid("ticket-of-another-workspace", "ticket");
  return cause.id;
}
