import { eq } from "drizzle-orm";
import { account } from "@/db/schema";
import type { Actor } from "@/lib/tenancy/actor";

/** The language that somebody chose; null when nobody is asking. */
export async function findLocale(actor: Actor): Promise<string | null> {
  const { accountId } = actor;
  if (!accountId) return null;
  return actor.transaction(async (tx) => {
    const [found] = await tx.select({ locale: account.locale }).from(account).where(eq(account.id, accountId));
    return found?.locale ?? null;
  });
}
