import { and, desc, eq } from "drizzle-orm";
import { event } from "@/db/schema";
import { PLATFORM_ID } from "@/lib/tenancy/actor";
import type { World } from "../world";

/** The journal's lines of a workspace's administration, or of the platform's, the last one first. */
export async function linesOf(world: World, workspace: string) {
  const id = workspace === "platform" ? PLATFORM_ID : world.workspace(workspace).id;
  return world.actor("admin@guichet.example").transaction((tx) =>
    tx
      .select({ type: event.type, payload: event.payload, actorId: event.actorId })
      .from(event)
      .where(and(eq(event.workspaceId, id), eq(event.chainId, id)))
      .orderBy(desc(event.sequence)),
  );
}

/** The refusal that a verb must throw. */
export const refused = (code: string) => ({ code });
