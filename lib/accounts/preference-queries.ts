import { eq } from "drizzle-orm";
import { account } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Actor, Transaction } from "@/lib/tenancy/actor";

/** The language that somebody chose; null when nobody is asking. */
export async function findLocale(actor: Actor): Promise<string | null> {
  const { accountId } = actor;
  if (!accountId) return null;
  return actor.transaction(async (tx) => {
    const [found] = await tx.select({ locale: account.locale }).from(account).where(eq(account.id, accountId));
    return found?.locale ?? null;
  });
}

/** The zone of the asking person's calendar. */
export async function findTimeZone(tx: Transaction): Promise<string | undefined> {
  const { accountId } = tx.asking;
  if (!accountId) return undefined;
  const [found] = await tx.select({ timeZone: account.timeZone }).from(account).where(eq(account.id, accountId));
  return found?.timeZone;
}

/** Of what the asking person hears by mail, and at what hour of his zone the summary leaves. */
export async function getOwnNotices(tx: Transaction) {
  const [found] = await tx
    .select({ notices: account.notices, digestHour: account.digestHour })
    .from(account)
    .where(eq(account.id, tx.asking.accountId!));
  if (!found) throw new NotFound("unknown-account");
  return found;
}
