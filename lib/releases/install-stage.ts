import { z } from "zod";
import { Conflict } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { queueNotices } from "@/lib/outgoing-mail/queue-notices";
import type { Actor } from "@/lib/tenancy/actor";
import { TicketReference } from "@/lib/tickets/ticket";
import { enterStage } from "./enter-stage";
import { lockRelease } from "./lock-release";
import { recordStep } from "./record-step";
import { environments } from "./release";
import { ensureStep, Reason } from "./stage";

export const StageInstallation = z.strictObject({
  environment: z.enum(environments),
  /** What was noticed on the way, when there is something to say. */
  reason: Reason.optional(),
});

export const InstallStageInput = StageInstallation.extend({ ticket: TicketReference });

/**
 * Says that a release is installed in an environment, for which a go was given; its status follows, through the gate that the workspace
 * set. Throws NotFound, Forbidden or Conflict (no go, no approval).
 */
export async function installStage(actor: Actor, input: z.input<typeof InstallStageInput>) {
  const { ticket, environment, reason = null } = InstallStageInput.parse(input);
  return actor.transaction(async (tx) => {
    const { read, ...facts } = await lockRelease(tx, ticket, "change");
    if (read.phase === "closed") throw new Conflict("already-ended");
    ensureStep(facts, environment, "installed", reason);
    const written = await enterStage(tx, read, environment);
    const event = await recordStep(tx, written, { environment, step: "installed", reason });
    if (written.phase === "resolved" && read.phase !== "resolved")
      await queueNotices(tx, { kind: "ticket-resolved", ticket: written, eventId: event.id });
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
