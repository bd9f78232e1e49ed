import { sql } from "drizzle-orm";
import { z } from "zod";
import { accountAlias } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getAccount } from "./account-queries";
import { MailAddress } from "./mail-address";

export const AddAliasInput = z.strictObject({ account: z.string().max(1_000), mail: MailAddress });

/** Gives an account another address of its owner's, from which he writes and signs in. Throws NotFound, Forbidden or Conflict. */
export async function addAlias(actor: Actor, input: z.input<typeof AddAliasInput>) {
  const { account: address, mail } = AddAliasInput.parse(input);
  return actor.transaction(async (tx) => {
    const found = await getAccount(tx, address);
    authorizePlatform(await getRights(tx));
    // Waits for whoever is taking the same address, as an alias or as an account, then sees it taken.
    const [row] = await tx.execute<{ taken: boolean }>(sql`select lock_mail_address(${mail}) as taken`);
    if (row?.taken) throw new Conflict("mail-taken", null, { mail });
    await tx.insert(accountAlias).values({ mail, accountId: found.id });
    await recordEvent(tx, {
      type: "account.aliasAdded",
      workspaceId: PLATFORM_ID,
      payload: { accountId: found.id, mail },
    });
    return { account: found.mail, mail };
  });
}
