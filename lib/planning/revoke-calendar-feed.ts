import { and, eq, isNull, sql } from "drizzle-orm";
import { calendarFeed } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";

/** Takes one's calendar's private address back: from then on it answers nothing. Throws NotFound when there is none. */
export async function revokeCalendarFeed(actor: Actor) {
  return actor.transaction(async (tx) => {
    const [revoked] = await tx
      .update(calendarFeed)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(calendarFeed.accountId, actor.accountId!), isNull(calendarFeed.revokedAt)))
      .returning({ id: calendarFeed.id });
    if (!revoked) throw new NotFound("unknown-feed");
    await recordEvent(tx, {
      type: "calendarFeed.revoked",
      workspaceId: PLATFORM_ID,
      payload: { feedId: revoked.id, accountId: actor.accountId },
    });
    return revoked;
  });
}
