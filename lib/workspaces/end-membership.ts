import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { membership, projectGrant } from "@/db/schema";
import { authorizeGiving } from "@/lib/access/delegation";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { ensureManagerRemains } from "./manager-queries";
import { getMembership } from "./membership-queries";
import { WorkspaceKey } from "./workspace";
import { getWorkspace } from "./workspace-queries";

export const EndMembershipInput = z.strictObject({ workspace: WorkspaceKey, account: z.string().max(254) });

/** Takes a member out of a workspace, and his grants with him: at his next request nothing of it exists for him. */
export async function endMembership(actor: Actor, input: z.input<typeof EndMembershipInput>) {
  const asked = EndMembershipInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await getWorkspace(tx, asked.workspace);
    const read = await getMembership(tx, place.id, asked.account);
    authorizeGiving(await getRights(tx), place.id, read.accountId, read.permissions);
    const { accountId } = read;
    const ended = await tx
      .update(membership)
      .set({ endedAt: sql`now()`, endedBy: actor.accountId })
      .where(and(eq(membership.workspaceId, place.id), eq(membership.accountId, accountId), isNull(membership.endedAt)))
      .returning({ accountId: membership.accountId });
    if (ended.length === 0) throw new NotFound("unknown-member");
    const withdrawn = await tx
      .delete(projectGrant)
      .where(and(eq(projectGrant.workspaceId, place.id), eq(projectGrant.accountId, accountId)))
      .returning({ projectId: projectGrant.projectId, level: projectGrant.level });
    await recordEvent(tx, {
      type: "membership.ended",
      workspaceId: place.id,
      payload: { accountId, profileId: read.profileId, profile: read.profileName, grants: withdrawn },
    });
    await ensureManagerRemains(tx, place.id);
  });
}
