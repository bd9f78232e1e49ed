import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { account } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getAccount } from "./account-queries";
import { endSessionsOf } from "./end-session";

export const SuspendAccountInput = z.strictObject({ account: z.string().max(1_000) });

/**
 * Closes every door to an account at once: its sessions end, its tokens and links are refused, its rights are nil.
 * Throws NotFound, Forbidden or Conflict (already suspended, oneself).
 */
export async function suspendAccount(actor: Actor, input: z.input<typeof SuspendAccountInput>) {
  const { account: address } = SuspendAccountInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await getAccount(tx, address);
    authorizePlatform(await getRights(tx));
    if (found.id === actor.accountId) throw new Conflict("not-oneself", found);
    const suspended = await tx
      .update(account)
      .set({ suspendedAt: sql`now()`, suspendedBy: actor.accountId })
      .where(and(eq(account.id, found.id), isNull(account.suspendedAt)))
      .returning({ suspendedAt: account.suspendedAt });
    if (suspended.length === 0) throw new Conflict("already-suspended", found);
    const sessions = await endSessionsOf(tx, found.id);
    await recordEvent(tx, {
      type: "account.suspended",
      workspaceId: PLATFORM_ID,
      payload: { accountId: found.id, mail: found.mail, sessions },
    });
    return { ...found, ...suspended[0]! };
  });
}
