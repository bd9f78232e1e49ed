import { and, asc, desc, eq, gt, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { account, accountAlias, credential, membership, profile, session, signInAttempt, workspace } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { accountStates } from "./account";

export const AccountFilter = z.object({
  words: z.string().trim().max(200).optional(),
  state: z.enum(accountStates).optional(),
});

const pageLength = 50;

const columns = {
  id: account.id,
  mail: account.mail,
  name: account.name,
  createdAt: account.createdAt,
  suspendedAt: account.suspendedAt,
  activeSince: credential.changedAt,
  platformAdministrator: sql<boolean>`${account.platformAdministratorSince} is not null`,
};

/** What mail servers answered when they were given mails for that address. */
const refusals = {
  hardBounces: account.hardBounces,
  bounceReason: account.bounceReason,
  mailFlaggedAt: account.mailFlaggedAt,
};

export type ListedAccount = Awaited<ReturnType<typeof listAccounts>>["items"][number];

/** The accounts that a platform administrator sees, by name, fifty at a time; `after` is the id of the last one of the former page. */
export async function listAccounts(tx: Transaction, filter: z.output<typeof AccountFilter>, after?: string) {
  const items = await tx
    .select(columns)
    .from(account)
    .leftJoin(credential, eq(credential.accountId, account.id))
    .where(and(matchesWords(filter.words), isInState(filter.state), after ? await comesAfter(tx, after) : undefined))
    .orderBy(asc(nameFolded), asc(account.id))
    .limit(pageLength + 1);
  const page = items.slice(0, pageLength);
  return { items: page, after: items.length > pageLength ? page.at(-1)!.id : null };
}

/** Everything about one account that its administrator decides upon. */
export async function getAccountDetails(tx: Transaction, id: string) {
  const [[found], aliases, memberships, sessions, attempts] = await Promise.all([
    tx
      .select({ ...columns, ...refusals })
      .from(account)
      .leftJoin(credential, eq(credential.accountId, account.id))
      .where(eq(account.id, id)),
    tx
      .select({ mail: accountAlias.mail, createdAt: accountAlias.createdAt })
      .from(accountAlias)
      .where(eq(accountAlias.accountId, id))
      .orderBy(accountAlias.mail),
    tx
      .select({ key: workspace.key, name: workspace.name, profile: profile.name, since: membership.createdAt })
      .from(membership)
      .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
      .innerJoin(profile, and(eq(profile.workspaceId, membership.workspaceId), eq(profile.id, membership.profileId)))
      .where(and(eq(membership.accountId, id), isNull(membership.endedAt)))
      .orderBy(workspace.name),
    tx
      .select({ id: session.id, lastSeenAt: session.lastSeenAt })
      .from(session)
      .where(and(eq(session.accountId, id), isNull(session.endedAt), gt(session.expiresAt, sql`now()`))),
    listAttempts(tx, id),
  ]);
  return found ? { ...found, aliases, memberships, sessions, attempts } : null;
}

/** The last tries to sign in to an account, by whoever made them. */
async function listAttempts(tx: Transaction, accountId: string) {
  return (
    tx
      .select({
        id: signInAttempt.id,
        at: signInAttempt.at,
        address: signInAttempt.address,
        userAgent: signInAttempt.userAgent,
        outcome: signInAttempt.outcome,
      })
      .from(signInAttempt)
      // By the address, which has the index: whatever was typed, an attempt bears its account's own.
      .where(eq(signInAttempt.mail, tx.select({ mail: account.mail }).from(account).where(eq(account.id, accountId))))
      .orderBy(desc(signInAttempt.at))
      .limit(20)
  );
}

// Accents and case aside, as a reader looks a name up.
const nameFolded = sql`lower(${account.name})`;

async function comesAfter(tx: Transaction, id: string): Promise<SQL> {
  const [last] = await tx.select({ name: nameFolded }).from(account).where(eq(account.id, id));
  if (!last) throw new Invalid("bad-cursor", "after");
  return sql`(${nameFolded}, ${account.id}) > (${last.name}, ${id})`;
}

/** Each word somewhere in the name, the address or an alias. */
function matchesWords(words: string | undefined): SQL | undefined {
  const patterns = (words ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 5)
    .map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  return and(
    ...patterns.map((pattern) =>
      or(
        sql`unaccent(${account.name}) ilike unaccent(${pattern})`,
        sql`${account.mail} ilike ${pattern}`,
        sql`exists (select 1 from account_alias s where s.account_id = ${account.id} and s.mail ilike ${pattern})`,
      ),
    ),
  );
}

function isInState(state: z.output<typeof AccountFilter>["state"]): SQL | undefined {
  if (state === "suspended") return isNotNull(account.suspendedAt);
  if (state === "active") return and(isNull(account.suspendedAt), isNotNull(credential.accountId));
  if (state === "invited") return and(isNull(account.suspendedAt), isNull(credential.accountId));
  return undefined;
}
