import { and, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { account } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getAccount } from "./account-queries";

export const ClearMailFlagInput = z.strictObject({ account: z.string().max(1_000) });

/** Lets mails leave again for an address that refused them. Throws NotFound, Forbidden or Conflict (nothing was held against it). */
export async function clearMailFlag(actor: Actor, input: z.input<typeof ClearMailFlagInput>) {
  const asked = ClearMailFlagInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await getAccount(tx, asked.account);
    authorizePlatform(await getRights(tx));
    const cleared = await tx
      .update(account)
      .set({ hardBounces: 0, bounceReason: null, mailFlaggedAt: null })
      .where(and(eq(account.id, found.id), gt(account.hardBounces, 0)))
      .returning({ id: account.id });
    if (cleared.length === 0) throw new Conflict("mail-not-flagged", found);
    await recordEvent(tx, { type: "account.mailCleared", workspaceId: PLATFORM_ID, payload: { accountId: found.id } });
    return found;
  });
}
