import { eq } from "drizzle-orm";
import { z } from "zod";
import { credential } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor } from "@/lib/tenancy/actor";
import { getAccount } from "./account-queries";
import { sendInvitation } from "./ensure-account";

export const RenewInvitationInput = z.strictObject({ account: z.string().max(1_000) });

/** Sends an invitation again to somebody who has not accepted one yet. Throws NotFound, Forbidden or Conflict. */
export async function renewInvitation(actor: Actor, input: z.input<typeof RenewInvitationInput>) {
  const { account: address } = RenewInvitationInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await getAccount(tx, address);
    authorizePlatform(await getRights(tx));
    const [active] = await tx
      .select({ since: credential.changedAt })
      .from(credential)
      .where(eq(credential.accountId, found.id));
    if (active) throw new Conflict("already-active", found);
    if (found.suspendedAt) throw new Conflict("already-suspended", found);
    await sendInvitation(tx, found);
    return found;
  });
}
