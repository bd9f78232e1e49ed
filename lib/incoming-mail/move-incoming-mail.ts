import { and, eq } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import { PLATFORM_ID, workspaceActor } from "@/lib/tenancy/actor";

/** Moves a message that waits among the platform's own to a workspace's quarantine, as an administrator decided. */
export async function moveIncomingMail({
  incomingMailId,
  workspaceId,
}: {
  incomingMailId: string;
  workspaceId: string;
}) {
  await workspaceActor(workspaceId).transaction((tx) =>
    tx
      .update(incomingMail)
      .set({ workspaceId })
      .where(and(eq(incomingMail.workspaceId, PLATFORM_ID), eq(incomingMail.id, incomingMailId))),
  );
}
