import { and, eq, isNull, sql } from "drizzle-orm";
import { account, calendarFeed } from "@/db/schema";
import { unsealId } from "@/lib/settings/sealed-id";
import { type Actor, personActor, type Transaction } from "@/lib/tenancy/actor";
import { poolOf } from "@/lib/tenancy/database";
import { addressOfFeed } from "./feed-address";

/** The private address of one's own calendar; null when one has none. */
export async function findOwnFeed(tx: Transaction) {
  const [found] = await tx
    .select({ id: calendarFeed.id, createdAt: calendarFeed.createdAt, lastUsedAt: calendarFeed.lastUsedAt })
    .from(calendarFeed)
    .where(and(eq(calendarFeed.accountId, tx.asking.accountId!), isNull(calendarFeed.revokedAt)));
  return found ? { ...found, address: addressOfFeed(found.id) } : null;
}

/** Whose calendar a token opens; null for one that is unknown, taken back, or of a suspended account. */
export async function findFeedActor(token: string): Promise<Actor | null> {
  const id = unsealId(token, "calendar feed");
  if (!id) return null;
  const [found] = await poolOf("guichet_web").database.execute<{ accountId: string; unusedSeconds: number | null }>(
    sql`select account_id as "accountId", unused_seconds as "unusedSeconds" from find_feed_account(${id})`,
  );
  if (!found) return null;
  const actor = personActor(found.accountId, "api");
  if (found.unusedSeconds === null || found.unusedSeconds > 3_600) await touchFeed(actor, id);
  return actor;
}

/** The language of the asking person's own calendar. */
export async function findOwnLocale(tx: Transaction): Promise<"fr" | "en"> {
  const [found] = await tx.select({ locale: account.locale }).from(account).where(eq(account.id, tx.asking.accountId!));
  return found?.locale === "en" ? "en" : "fr";
}

async function touchFeed(actor: Actor, id: string) {
  await actor.transaction((tx) =>
    tx.update(calendarFeed).set({ lastUsedAt: sql`now()` }).where(eq(calendarFeed.id, id)),
  );
}
