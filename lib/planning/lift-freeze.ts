import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { freeze } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";

export const LiftFreezeInput = z.strictObject({ freeze: z.uuid() });

/** Lifts a freeze before its end. Throws NotFound, also when it was lifted already, or Forbidden. */
export async function liftFreeze(actor: Actor, input: z.input<typeof LiftFreezeInput>) {
  const { freeze: id } = LiftFreezeInput.parse(input);
  return actor.transaction(async (tx) => {
    const [found] = await tx.select().from(freeze).where(eq(freeze.id, id));
    if (!found) throw new NotFound("unknown-freeze");
    const { workspaceId, title } = found;
    authorizeWorkspace(await getRights(tx), "freeze", workspaceId);
    const lifted = await tx
      .update(freeze)
      .set({ removedAt: sql`now()`, removedBy: actor.accountId })
      .where(and(eq(freeze.workspaceId, workspaceId), eq(freeze.id, id), isNull(freeze.removedAt)))
      .returning({ id: freeze.id });
    if (lifted.length === 0) throw new NotFound("unknown-freeze");
    await recordEvent(tx, { type: "freeze.lifted", workspaceId, payload: { freezeId: id, title } });
    return { id, title };
  });
}
