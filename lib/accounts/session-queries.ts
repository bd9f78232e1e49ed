import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { session } from "@/db/schema";
import type { Rights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { poolOf } from "@/lib/tenancy/database";

export type SessionAccount = NonNullable<Awaited<ReturnType<typeof findSessionAccount>>>;

/** A membership as the frame of a page shows it, too: one question to the database answers both. */
type NamedMembership = Rights["memberships"][number] & { workspaceName: string };

type Row = {
  accountId: string;
  mail: string;
  name: string;
  locale: string;
  timeZone: string;
  unseenSeconds: number;
  memberships: NamedMembership[];
} & Omit<Rights, "accountId" | "memberships">;

/** Who holds a session that still stands, and that person's rights; null when it ended, expired, slept or its account is suspended. */
export async function findSessionAccount(sessionId: string) {
  // Outside of a transaction, because it needs no actor: one round trip for each request instead of three.
  const [found] = await poolOf("guichet_web").database.execute<Row>(sql`
    select account_id as "accountId", mail, name, locale, time_zone as "timeZone",
      extract(epoch from now() - last_seen_at)::float8 as "unseenSeconds",
      platform_administrator as "platformAdministrator", memberships, grants
    from find_session_account(${sessionId})`);
  if (!found) return null;
  const { accountId, platformAdministrator, grants, unseenSeconds, mail, name, locale, timeZone } = found;
  const memberships = found.memberships.map(({ workspaceId, permissions }) => ({ workspaceId, permissions }));
  const rights: Rights = { accountId, platformAdministrator, memberships, grants };
  const workspaces = found.memberships.map(({ workspaceName }) => workspaceName);
  return { account: { id: accountId, mail, name, locale, timeZone }, rights, workspaces, unseenSeconds };
}

/** One's own sessions that still stand, the one used last first. */
export async function listOwnSessions(tx: Transaction) {
  return tx
    .select({
      id: session.id,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      userAgent: session.userAgent,
      address: session.address,
    })
    .from(session)
    .where(and(eq(session.accountId, tx.asking.accountId!), isNull(session.endedAt), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.lastSeenAt));
}
