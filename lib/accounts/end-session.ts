import { and, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { session } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";

export const EndSessionInput = z.strictObject({ session: z.uuid() });

/** Ends a session of one's own, or anybody's for a platform administrator; effective at its next request. Throws NotFound. */
export async function endSession(actor: Actor, input: z.input<typeof EndSessionInput>) {
  const { session: id } = EndSessionInput.parse(input);
  return actor.transaction(async (tx) => {
    const [found] = await tx.select().from(session).where(eq(session.id, id));
    if (!found) throw new NotFound("unknown-session");
    if (found.accountId !== actor.accountId) authorizePlatform(await getRights(tx));
    const ended = await endSessionsWhere(tx, eq(session.id, id));
    if (ended.length === 0) return;
    await recordEvent(tx, {
      type: "session.ended",
      workspaceId: PLATFORM_ID,
      payload: { sessionId: id, accountId: found.accountId },
    });
  });
}

/** Ends the sessions of an account, but perhaps one; gives back how many. Its caller tells the journal why. */
export async function endSessionsOf(tx: Transaction, accountId: string, but?: string): Promise<number> {
  const condition = and(eq(session.accountId, accountId), but ? ne(session.id, but) : undefined);
  return (await endSessionsWhere(tx, condition!)).length;
}

async function endSessionsWhere(tx: Transaction, condition: SQL) {
  return tx
    .update(session)
    .set({ endedAt: sql`now()`, endedBy: tx.asking.accountId })
    .where(and(condition, isNull(session.endedAt)))
    .returning({ id: session.id });
}
