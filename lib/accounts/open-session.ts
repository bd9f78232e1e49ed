import { sql } from "drizzle-orm";
import { session } from "@/db/schema";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { absoluteHours, type Peer } from "./session";

/** Opens a session for somebody whose password was just verified; its id, sealed, is the cookie. */
export async function openSession(actor: Actor, peer: Peer) {
  const id = newIdentifier();
  const userAgent = peer.userAgent?.slice(0, 500) ?? null;
  await actor.transaction(async (tx) => {
    await tx.insert(session).values({
      id,
      accountId: actor.accountId!,
      expiresAt: sql`now() + make_interval(hours => coalesce(
        (select (value ->> 'absoluteHours')::integer from setting where key = 'sessions'), ${absoluteHours}::integer))`,
      userAgent,
      address: peer.address,
    });
    await recordEvent(tx, {
      type: "session.opened",
      workspaceId: PLATFORM_ID,
      payload: { sessionId: id, address: peer.address, userAgent },
    });
  });
  return id;
}
