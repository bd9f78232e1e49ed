import { calendarFeed } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { addressOfFeed } from "./feed-address";
import { findOwnFeed } from "./feed-queries";

/** Gives oneself a private address for one's calendar; the one that exists already, when there is one. */
export async function openCalendarFeed(actor: Actor) {
  return actor.transaction(async (tx) => {
    const id = newIdentifier();
    // Two pages that ask at once get one address: the index lets one row live.
    const [created] = await tx
      .insert(calendarFeed)
      .values({ id, accountId: actor.accountId! })
      .onConflictDoNothing()
      .returning({ id: calendarFeed.id, createdAt: calendarFeed.createdAt, lastUsedAt: calendarFeed.lastUsedAt });
    if (!created) return (await findOwnFeed(tx))!;
    await recordEvent(tx, {
      type: "calendarFeed.opened",
      workspaceId: PLATFORM_ID,
      payload: { feedId: id, accountId: actor.accountId },
    });
    return { ...created, address: addressOfFeed(id) };
  });
}
