import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { delegation } from "@/db/schema";
import { mayWorkspace } from "@/lib/access/ability";
import { Conflict, Forbidden } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getDelegation } from "./delegation-queries";

export const EndDelegationInput = z.strictObject({ delegation: z.uuid() });

/** Ends a delegation before its day: by who gave it, who received it, or who manages members. Throws NotFound, Forbidden or Conflict. */
export async function endDelegation(actor: Actor, input: z.input<typeof EndDelegationInput>) {
  const asked = EndDelegationInput.parse(input);
  return actor.transaction(async (tx) => {
    const read = await getDelegation(tx, asked.delegation);
    const own = [read.fromId, read.toId].includes(tx.asking.accountId ?? "");
    if (!own && !mayWorkspace(await getRights(tx), "manageMembers", read.workspaceId)) throw new Forbidden();
    const ended = await tx
      .update(delegation)
      .set({ endedAt: sql`now()` as never })
      .where(and(eq(delegation.workspaceId, read.workspaceId), eq(delegation.id, read.id), isNull(delegation.endedAt)))
      .returning({ id: delegation.id });
    if (ended.length === 0) throw new Conflict("delegation-ended");
    await recordEvent(tx, {
      type: "delegation.ended",
      workspaceId: read.workspaceId,
      payload: { delegationId: read.id, fromId: read.fromId, toId: read.toId },
    });
    return getDelegation(tx, read.id);
  });
}
