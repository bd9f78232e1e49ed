import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { accessToken } from "@/db/schema";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { poolOf } from "@/lib/tenancy/database";
import { hashToken } from "./token";

/** Whoever a token of the REST API stands for; null when it is unknown, revoked or expired, or its account is suspended. */
export async function acceptToken(secret: string): Promise<Actor | null> {
  const hash = hashToken(secret);
  if (!hash) return null;
  const [found] = await poolOf("guichet_web").database.execute<{
    account_id: string;
    token_id: string;
    used_lately: boolean;
  }>(sql`select account_id, token_id, coalesce(last_used_at > now() - interval '1 minute', false) as used_lately
    from find_token_account(${hash})`);
  if (!found) return null;
  const actor = personActor(found.account_id, "api");
  if (!found.used_lately) await noteUse(actor, found.token_id);
  return actor;
}

/** At most once a minute, so that a busy client does not write a row at each request. */
function noteUse(actor: Actor, tokenId: string) {
  return actor.transaction((tx) =>
    tx
      .update(accessToken)
      .set({ lastUsedAt: sql`now()` })
      .where(
        and(
          eq(accessToken.id, tokenId),
          or(isNull(accessToken.lastUsedAt), lt(accessToken.lastUsedAt, sql`now() - interval '1 minute'`)),
        ),
      ),
  );
}
