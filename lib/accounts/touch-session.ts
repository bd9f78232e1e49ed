import { and, eq, sql } from "drizzle-orm";
import { session } from "@/db/schema";
import type { Actor } from "@/lib/tenancy/actor";
import { touchSeconds } from "./session";

/** Notes that a session is in use, at most once a minute: what its idle limit counts from. Leaves no journal line. */
export async function touchSession(actor: Actor, id: string) {
  await actor.transaction((tx) =>
    tx
      .update(session)
      .set({ lastSeenAt: sql`now()` })
      .where(and(eq(session.id, id), sql`${session.lastSeenAt} < now() - make_interval(secs => ${touchSeconds})`)),
  );
}
