import { z } from "zod";
import { plan } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { findPlan } from "@/lib/approvals/plan-queries";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { lockTicket } from "@/lib/tickets/ticket-queries";
import { riskOf, riskQuestions } from "./risk";

const Answer = z.int().min(0).max(2);

export const RiskAnswersInput = z.strictObject(
  Object.fromEntries(riskQuestions.map((question) => [question, Answer.optional()])) as Record<
    (typeof riskQuestions)[number],
    z.ZodOptional<typeof Answer>
  >,
);

export const PlanChangeInput = z.strictObject({
  ticket: TicketReference,
  /** A standard change is opened from its template, and is one no longer once it is planned otherwise. */
  type: z.enum(["normal", "emergency"]).optional(),
  riskAnswers: RiskAnswersInput.optional(),
});

/**
 * Says whether a change is normal or an emergency, and answers the questions of its risk. What was approved before lapses, since it is
 * no longer the same plan. Throws NotFound, Forbidden, Invalid (no change) or Conflict (over).
 */
export async function planChange(actor: Actor, input: z.input<typeof PlanChangeInput>) {
  const asked = PlanChangeInput.parse(input);
  return actor.transaction(async (tx) => {
    const ticket = await lockTicket(tx, asked.ticket);
    authorizeTicket(await getRights(tx), "change", ticket);
    if (ticket.kind !== "change") throw new Invalid("not-a-change", "ticket");
    if (ticket.phase === "closed") throw new Conflict("already-ended", ticket);
    const before = await findPlan(tx, ticket);
    const type = asked.type ?? before?.type ?? "normal";
    const riskAnswers = asked.riskAnswers ?? before?.riskAnswers ?? {};
    const risk = riskOf(riskAnswers);
    const templateId = type === "standard" ? before?.templateId : null;
    const columns = { type, templateId, riskAnswers, risk };
    await tx
      .insert(plan)
      .values({ workspaceId: ticket.workspaceId, ticketId: ticket.id, ...columns })
      .onConflictDoUpdate({ target: [plan.workspaceId, plan.ticketId], set: columns });
    await recordEvent(tx, {
      type: "plan.changed",
      workspaceId: ticket.workspaceId,
      ticketId: ticket.id,
      payload: { type: [before?.type ?? null, type], risk: [before?.risk ?? null, risk], riskAnswers },
    });
    return (await findPlan(tx, ticket))!;
  });
}
