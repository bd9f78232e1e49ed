import { and, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { membership, projectGrant } from "@/db/schema";
import { authorizeGiving } from "@/lib/access/delegation";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { findAccountId } from "./membership-queries";
import { getProfile } from "./profile-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const GiveMembershipInput = z.strictObject({
  workspace: WorkspaceKey,
  /** Mail address or alias of an account that exists. */
  account: z.string().max(254),
  /** Id or name of one of the workspace's profiles. */
  profile: z.string().max(120),
});

/** Lets an account into a workspace (again, if it left). Throws NotFound, Forbidden, Invalid or Conflict (already a member). */
export async function giveMembership(actor: Actor, input: z.input<typeof GiveMembershipInput>) {
  const asked = GiveMembershipInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    const given = await getProfile(tx, place.id, asked.profile);
    const accountId = await findAccountId(tx, asked.account);
    authorizeGiving(await getRights(tx), place.id, accountId ?? "nobody yet", given.permissions);
    if (!accountId) throw new Invalid("unknown-account", "account");
    if (place.archivedAt) throw new Conflict("workspace-archived");
    if (!(await enter(tx, { workspaceId: place.id, accountId, profileId: given.id })))
      throw new Conflict("already-member");
    await recordEvent(tx, {
      type: "membership.given",
      workspaceId: place.id,
      payload: { accountId, profileId: given.id, profile: given.name },
    });
    return { workspaceId: place.id, accountId, profileId: given.id };
  });
}

async function enter(tx: Transaction, row: { workspaceId: string; accountId: string; profileId: string }) {
  // Leaving takes the grants away; one given at that very moment would come back to life here.
  await tx
    .delete(projectGrant)
    .where(and(eq(projectGrant.workspaceId, row.workspaceId), eq(projectGrant.accountId, row.accountId)));
  const entered = await tx
    .insert(membership)
    .values({ ...row, createdBy: tx.asking.accountId })
    .onConflictDoUpdate({
      target: [membership.workspaceId, membership.accountId],
      set: {
        profileId: row.profileId,
        createdAt: sql`now()`,
        createdBy: tx.asking.accountId,
        endedAt: null,
        endedBy: null,
      },
      setWhere: and(eq(membership.workspaceId, row.workspaceId), isNotNull(membership.endedAt)),
    })
    .returning({ accountId: membership.accountId });
  return entered.length === 1;
}
