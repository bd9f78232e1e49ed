import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { membership } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { authorizeGiving } from "@/lib/access/delegation";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { ensureManagerRemains, hasManager } from "./manager-queries";
import { getMembership } from "./membership-queries";
import { getProfile } from "./profile-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const ChangeMembershipInput = z.strictObject({
  workspace: WorkspaceKey,
  account: z.string().max(254),
  profile: z.string().max(120),
});

/** Gives a member another profile, effective at his next request. Throws NotFound, Forbidden, Invalid or Conflict. */
export async function changeMembership(actor: Actor, input: z.input<typeof ChangeMembershipInput>) {
  const asked = ChangeMembershipInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    const rights = await getRights(tx);
    authorizeWorkspace(rights, "manageMembers", place.id);
    const next = await getProfile(tx, place.id, asked.profile);
    const read = await getMembership(tx, place.id, asked.account);
    authorizeGiving(rights, place.id, read.accountId, read.permissions);
    authorizeGiving(rights, place.id, read.accountId, next.permissions);
    if (next.id === read.profileId) return read;
    const wasManaged = await hasManager(tx, place.id);
    await tx
      .update(membership)
      .set({ profileId: next.id })
      .where(and(eq(membership.workspaceId, place.id), eq(membership.accountId, read.accountId)));
    await recordEvent(tx, {
      type: "membership.changed",
      workspaceId: place.id,
      payload: {
        accountId: read.accountId,
        profileId: [read.profileId, next.id],
        profile: [read.profileName, next.name],
      },
    });
    await ensureManagerRemains(tx, place.id, wasManaged);
    return getMembership(tx, place.id, asked.account);
  });
}
