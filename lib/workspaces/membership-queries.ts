import { and, eq, isNull, sql } from "drizzle-orm";
import { account, membership, profile } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import { normaliseMailAddress } from "@/lib/accounts/mail-address";
import type { Transaction } from "@/lib/tenancy/actor";

export type Membership = Awaited<ReturnType<typeof getMembership>>;

const columns = {
  workspaceId: membership.workspaceId,
  accountId: membership.accountId,
  name: account.name,
  mail: account.mail,
  suspendedAt: account.suspendedAt,
  profileId: profile.id,
  profileName: profile.name,
  permissions: profile.permissions,
  since: membership.createdAt,
};

/** A member who has not left, by mail address or alias. Throws NotFound. */
export async function getMembership(tx: Transaction, workspaceId: string, mail: string) {
  const accountId = await findAccountId(tx, mail);
  const [found] = accountId
    ? await selectMembers(tx).where(
        and(eq(membership.workspaceId, workspaceId), eq(membership.accountId, accountId), isNull(membership.endedAt)),
      )
    : [];
  if (!found) throw new NotFound("unknown-member");
  return found;
}

/** The members of a workspace, by name, as far as this person may know who they are. */
export async function listMembers(tx: Transaction, workspaceId: string) {
  return selectMembers(tx)
    .where(and(eq(membership.workspaceId, workspaceId), isNull(membership.endedAt)))
    .orderBy(sql`lower(${account.name})`, account.mail);
}

/** The account that has this address or alias, whoever asks: for verbs that already know that they may ask. */
export async function findAccountId(tx: Transaction, mail: string): Promise<string | null> {
  const address = normaliseMailAddress(mail);
  if (!address) return null;
  const [found] = await tx.execute<{ id: string | null }>(sql`select find_account_id(${address}) as id`);
  return found?.id ?? null;
}

/** Which profile the asking person has in a workspace. */
export async function findOwnProfileId(tx: Transaction, workspaceId: string): Promise<string | null> {
  const { accountId } = tx.asking;
  if (!accountId) return null;
  const [own] = await tx
    .select({ profileId: membership.profileId })
    .from(membership)
    .where(
      and(eq(membership.workspaceId, workspaceId), eq(membership.accountId, accountId), isNull(membership.endedAt)),
    );
  return own?.profileId ?? null;
}

function selectMembers(tx: Transaction) {
  return tx
    .select(columns)
    .from(membership)
    .innerJoin(account, eq(account.id, membership.accountId))
    .innerJoin(profile, and(eq(profile.workspaceId, membership.workspaceId), eq(profile.id, membership.profileId)))
    .$dynamic();
}
