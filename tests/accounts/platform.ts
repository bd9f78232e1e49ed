import { desc, eq } from "drizzle-orm";
import { event, outgoingMail } from "@/db/schema";
import { PLATFORM_ID } from "@/lib/tenancy/actor";
import type { World } from "@/tests/world";

export const administrator = "admin@guichet.example";

/** The journal of the platform as its administrator reads it, the last line first. */
export async function platformEvents(world: World, type?: string) {
  const lines = await world
    .actor(administrator)
    .transaction((tx) =>
      tx.select().from(event).where(eq(event.workspaceId, PLATFORM_ID)).orderBy(desc(event.sequence)),
    );
  return lines.filter((line) => !type || line.type === type);
}

/** What the platform wrote to somebody, the last one first. */
export async function platformMails(world: World, toMail: string) {
  return world
    .actor(administrator)
    .transaction((tx) =>
      tx.select().from(outgoingMail).where(eq(outgoingMail.toMail, toMail)).orderBy(desc(outgoingMail.createdAt)),
    );
}
