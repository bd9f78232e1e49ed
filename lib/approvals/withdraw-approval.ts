import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { approval } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { lockTicket } from "@/lib/tickets/ticket-queries";
import { stateOf } from "./approval";
import { getApproval, lockApproval } from "./approval-queries";

export const WithdrawApprovalInput = z.strictObject({ approval: z.uuid() });

/** Asks no longer: its approvers have nothing to decide, and the ticket stays where it is. Throws NotFound, Forbidden or Conflict. */
export async function withdrawApproval(actor: Actor, input: z.input<typeof WithdrawApprovalInput>) {
  const asked = WithdrawApprovalInput.parse(input);
  return actor.transaction(async (tx) => {
    const seen = await getApproval(tx, asked.approval);
    const ticket = await lockTicket(tx, seen.reference);
    authorizeTicket(await getRights(tx), "change", ticket);
    const read = await lockApproval(tx, seen.id);
    const state = stateOf(read);
    if (state === "lapsed") throw new Conflict("approval-lapsed");
    if (state !== "pending") throw new Conflict("approval-settled");
    await tx
      .update(approval)
      .set({ state: "withdrawn", settledAt: sql`now()` as never })
      .where(and(eq(approval.workspaceId, read.workspaceId), eq(approval.id, read.id)));
    await recordEvent(tx, {
      type: "approval.withdrawn",
      workspaceId: read.workspaceId,
      ticketId: read.ticketId,
      payload: { approvalId: read.id, subject: read.subject },
    });
    return getApproval(tx, read.id);
  });
}
