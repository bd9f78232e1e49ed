import { z } from "zod";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { leaveStage } from "./enter-stage";
import { lockRelease } from "./lock-release";
import { recordStep } from "./record-step";
import { environments } from "./release";
import { ensureStep, Reason } from "./stage";

export const StageRollback = z.strictObject({ environment: z.enum(environments), reason: Reason });

export const RollBackStageInput = StageRollback.extend({ ticket: TicketReference });

/** Says that a release was taken back from an environment, and why; its status follows. Throws NotFound, Forbidden or Conflict. */
export async function rollBackStage(actor: Actor, input: z.input<typeof RollBackStageInput>) {
  const { ticket, environment, reason } = RollBackStageInput.parse(input);
  return actor.transaction(async (tx) => {
    const { read, ...facts } = await lockRelease(tx, ticket, "change");
    ensureStep(facts, environment, "rolledBack", reason);
    const written = await leaveStage(tx, read);
    await recordStep(tx, written, { environment, step: "rolledBack", reason });
    if (written.statusId !== read.statusId)
      await recordEvent(tx, {
        type: "ticket.changed",
        workspaceId: read.workspaceId,
        ticketId: read.id,
        payload: { status: [read.statusCode, written.statusCode] },
      });
    return written;
  });
}
