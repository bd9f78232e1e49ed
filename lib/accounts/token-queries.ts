import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { accessToken } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";

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
