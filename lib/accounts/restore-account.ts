import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { account } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getAccount } from "./account-queries";

export const RestoreAccountInput = z.strictObject({ account: z.string().max(1_000) });

/** Lets a suspended account in again, with the rights it had; its old sessions stay ended. Throws NotFound, Forbidden or Conflict. */
export async function restoreAccount(actor: Actor, input: z.input<typeof RestoreAccountInput>) {
  const { account: address } = RestoreAccountInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await getAccount(tx, address);
    authorizePlatform(await getRights(tx));
    const restored = await tx
      .update(account)
      .set({ suspendedAt: null, suspendedBy: null })
      .where(and(eq(account.id, found.id), isNotNull(account.suspendedAt)))
      .returning({ id: account.id });
    if (restored.length === 0) throw new Conflict("not-suspended", found);
    await recordEvent(tx, {
      type: "account.restored",
      workspaceId: PLATFORM_ID,
      payload: { accountId: found.id, mail: found.mail, suspendedAt: found.suspendedAt },
    });
    return { ...found, suspendedAt: null };
  });
}
