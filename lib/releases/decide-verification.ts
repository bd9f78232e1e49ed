import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { verification } from "@/db/schema";
import { Conflict, Invalid, NotFound } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { lockRelease } from "./lock-release";
import { environmentOf, outcomes } from "./release";
import { Reason } from "./stage";

export const VerificationDecision = z.strictObject({
  outcome: z.enum(outcomes),
  /** Needed of anything but a reception. */
  reason: Reason.optional(),
});

export const DecideVerificationInput = VerificationDecision.extend({ ticket: TicketReference, verification: z.uuid() });

/**
 * Writes what a verification came to; once. Throws NotFound, Forbidden, Invalid (a reason is missing) or Conflict (decided already,
 * nothing was installed there).
 */
export async function decideVerification(actor: Actor, input: z.input<typeof DecideVerificationInput>) {
  const { ticket, verification: id, outcome, reason = null } = DecideVerificationInput.parse(input);
  if (outcome !== "reception" && !reason) throw new Invalid("reason-needed", "reason");
  return actor.transaction(async (tx) => {
    const { read, steps, verifications } = await lockRelease(tx, ticket, "decide");
    const found = verifications.find((one) => one.id === id);
    if (!found) throw new NotFound("unknown-verification");
    if (!steps.some((one) => one.environment === environmentOf(found.type) && one.step === "installed"))
      throw new Conflict("nothing-installed");
    const { workspaceId } = read;
    const decided = await tx
      .update(verification)
      .set({ outcome, reason, decidedAt: sql`now()`, decidedBy: actor.accountId })
      .where(and(eq(verification.workspaceId, workspaceId), eq(verification.id, id), isNull(verification.outcome)))
      .returning({ id: verification.id });
    if (decided.length === 0) throw new Conflict("verification-decided");
    await recordEvent(tx, {
      type: "verification.decided",
      workspaceId,
      ticketId: read.id,
      payload: { verificationId: id, type: found.type, outcome, reason },
    });
    return { ...found, outcome, reason, reference: read.reference };
  });
}
