import { and, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { membership, projectGrant } from "@/db/schema";
import { authorizeGiving } from "@/lib/access/delegation";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { PersonName } from "@/lib/accounts/account";
import { ensureAccount } from "@/lib/accounts/ensure-account";
import { MailAddress } from "@/lib/accounts/mail-address";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { findAccountId } from "./membership-queries";
import { getProfile } from "./profile-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const GiveMembershipInput = z.strictObject({
  workspace: WorkspaceKey,
  account: MailAddress,
  /** For somebody who has no account yet: with it he gets one, and an invitation. */
  name: PersonName.optional(),
  /** Id or name of one of the workspace's profiles. */
  profile: z.string().max(120),
});

/** Lets somebody into a workspace (again, if he left). Throws NotFound, Forbidden, Invalid or Conflict (already a member). */
export async function giveMembership(actor: Actor, input: z.input<typeof GiveMembershipInput>) {
  const asked = GiveMembershipInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    const given = await getProfile(tx, place.id, asked.profile);
    const rights = await getRights(tx);
    authorizeGiving(rights, place.id, "somebody", given.permissions);
    if (place.archivedAt) throw new Conflict("workspace-archived");
    const { id: accountId, created } = await findOrInvite(tx, asked);
    authorizeGiving(rights, place.id, accountId, given.permissions);
    if (!(await enter(tx, { workspaceId: place.id, accountId, profileId: given.id })))
      throw new Conflict("already-member");
    await recordEvent(tx, {
      type: "membership.given",
      workspaceId: place.id,
      payload: { accountId, profileId: given.id, profile: given.name },
    });
    return { workspaceId: place.id, accountId, profileId: given.id, invited: created };
  });
}

async function findOrInvite(tx: Transaction, asked: { account: string; name?: string }) {
  if (asked.name) return ensureAccount(tx, { mail: asked.account, name: asked.name });
  const id = await findAccountId(tx, asked.account);
  if (!id) throw new Invalid("unknown-account", "account");
  return { id, created: false };
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
