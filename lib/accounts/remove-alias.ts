import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { accountAlias } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getAccount } from "./account-queries";
import { MailAddress } from "./mail-address";

export const RemoveAliasInput = z.strictObject({ account: z.string().max(1_000), mail: MailAddress });

/** Takes an alias back; mail from it is then a stranger's. Throws NotFound or Forbidden. */
export async function removeAlias(actor: Actor, input: z.input<typeof RemoveAliasInput>) {
  const { account: address, mail } = RemoveAliasInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await getAccount(tx, address);
    authorizePlatform(await getRights(tx));
    const removed = await tx
      .delete(accountAlias)
      .where(and(eq(accountAlias.accountId, found.id), eq(accountAlias.mail, mail)))
      .returning({ mail: accountAlias.mail });
    if (removed.length === 0) throw new NotFound("unknown-alias");
    await recordEvent(tx, {
      type: "account.aliasRemoved",
      workspaceId: PLATFORM_ID,
      payload: { accountId: found.id, mail },
    });
    return { account: found.mail, mail };
  });
}
