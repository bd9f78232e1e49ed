import { z } from "zod";
import { Conflict } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { lockRelease } from "./lock-release";
import { recordStep } from "./record-step";
import { environments } from "./release";
import { ensureStep, Reason } from "./stage";

export const StageDecision = z.strictObject({
  environment: z.enum(environments),
  verdict: z.enum(["go", "noGo"]),
  /** Needed of a no-go, and of a go to production that skips pre-production or its verification. */
  reason: Reason.optional(),
});

export const DecideStageInput = StageDecision.extend({ ticket: TicketReference });

/**
 * Says go or no-go for a release in one environment; a later word supersedes it until it is installed. Throws NotFound, Forbidden,
 * Invalid (a reason is missing) or Conflict (out of turn).
 */
export async function decideStage(actor: Actor, input: z.input<typeof DecideStageInput>) {
  const { ticket, environment, verdict, reason = null } = DecideStageInput.parse(input);
  return actor.transaction(async (tx) => {
    const { read, ...facts } = await lockRelease(tx, ticket, "decide");
    if (read.phase === "closed") throw new Conflict("already-ended");
    ensureStep(facts, environment, verdict, reason);
    await recordStep(tx, read, { environment, step: verdict, reason });
    return read;
  });
}
