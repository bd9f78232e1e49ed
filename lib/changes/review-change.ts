import { sql } from "drizzle-orm";
import { z } from "zod";
import { plan } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { findPlan } from "@/lib/approvals/plan-queries";
import { sha256 } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { MessageText, TicketReference } from "@/lib/tickets/ticket";
import { lockTicket } from "@/lib/tickets/ticket-queries";

export const ReviewChangeInput = z.strictObject({
  ticket: TicketReference,
  /** What went well, what did not, what is to be done otherwise. */
  review: MessageText.pipe(z.string().max(20_000)),
});

/** Writes how a change went, once it was carried out. Throws NotFound, Forbidden, Invalid (no change) or Conflict (not carried out). */
export async function reviewChange(actor: Actor, input: z.input<typeof ReviewChangeInput>) {
  const asked = ReviewChangeInput.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "change", ticket);
    if (ticket.kind !== "change") throw new Invalid("not-a-change", "ticket");
    if (ticket.phase !== "resolved" && ticket.phase !== "closed") throw new Conflict("not-carried-out", ticket);
    const columns = { review: asked.review, reviewedAt: sql`now()` as never, reviewedBy: tx.asking.accountId };
    await tx
      .insert(plan)
      .values({ workspaceId: ticket.workspaceId, ticketId: ticket.id, type: "normal", ...columns })
      .onConflictDoUpdate({ target: [plan.workspaceId, plan.ticketId], set: columns });
    await recordEvent(tx, {
      type: "change.reviewed",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: { reviewSha256: sha256(asked.review) },
    });
    return (await findPlan(tx, ticket))!;
  });
}
