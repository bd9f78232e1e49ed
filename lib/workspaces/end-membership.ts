import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { membership, projectGrant } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { authorizeGiving } from "@/lib/access/delegation";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { ensureManagerRemains, hasManager } from "./manager-queries";
import { getMembership } from "./membership-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const EndMembershipInput = z.strictObject({ workspace: WorkspaceKey, account: z.string().max(254) });

/** Takes a member out of a workspace, and his grants with him: at his next request nothing of it exists for him. */
export async function endMembership(actor: Actor, input: z.input<typeof EndMembershipInput>) {
  const asked = EndMembershipInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    const rights = await getRights(tx);
    authorizeWorkspace(rights, "manageMembers", place.id);
    const read = await getMembership(tx, place.id, asked.account);
    authorizeGiving(rights, place.id, read.accountId, read.permissions);
    const { accountId } = read;
    const wasManaged = await hasManager(tx, place.id);
    await tx
      .update(membership)
      .set({ endedAt: sql`now()`, endedBy: actor.accountId })
      .where(and(eq(membership.workspaceId, place.id), eq(membership.accountId, accountId)));
    const withdrawn = await tx
      .delete(projectGrant)
      .where(and(eq(projectGrant.workspaceId, place.id), eq(projectGrant.accountId, accountId)))
      .returning({ projectId: projectGrant.projectId, level: projectGrant.level });
    await recordEvent(tx, {
      type: "membership.ended",
      workspaceId: place.id,
      payload: { accountId, profileId: read.profileId, profile: read.profileName, grants: withdrawn },
    });
    await ensureManagerRemains(tx, place.id, wasManaged);
  });
}
