import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { accessToken } from "@/db/schema";
import { type Actor, personActor, type Transaction } from "@/lib/tenancy/actor";
import { poolOf } from "@/lib/tenancy/database";
import { touchSeconds } from "./session";
import { hashToken } from "./token";

/** Whose token this is, as an actor of the API; null for one that is unknown, revoked, expired or of a suspended account. */
export async function findTokenActor(token: string): Promise<{ actor: Actor; tokenId: string } | null> {
  const hash = hashToken(token);
  if (!hash) return null;
  const [found] = await poolOf("guichet_web").database.execute<{
    accountId: string;
    tokenId: string;
    unusedSeconds: number | null;
  }>(sql`select account_id as "accountId", token_id as "tokenId",
      extract(epoch from now() - last_used_at)::float8 as "unusedSeconds" from find_token_account(${hash})`);
  if (!found) return null;
  const actor = personActor(found.accountId, "api");
  if (found.unusedSeconds === null || found.unusedSeconds > touchSeconds) await touchToken(actor, found.tokenId);
  return { actor, tokenId: found.tokenId };
}

/** One's own tokens that were not taken back, newest first. */
export async function listOwnTokens(tx: Transaction) {
  return tx
    .select({
      id: accessToken.id,
      name: accessToken.name,
      createdAt: accessToken.createdAt,
      expiresAt: accessToken.expiresAt,
      lastUsedAt: accessToken.lastUsedAt,
      expired: sql<boolean>`coalesce(${accessToken.expiresAt} <= now(), false)`,
    })
    .from(accessToken)
    .where(and(eq(accessToken.accountId, tx.asking.accountId!), isNull(accessToken.revokedAt)))
    .orderBy(desc(accessToken.createdAt));
}

async function touchToken(actor: Actor, id: string) {
  await actor.transaction((tx) => tx.update(accessToken).set({ lastUsedAt: sql`now()` }).where(eq(accessToken.id, id)));
}
