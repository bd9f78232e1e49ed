import { z } from "zod";
import { authorizePlatform } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Actor } from "@/lib/tenancy/actor";
import { AccountLocale, PersonName } from "./account";
import { getAccount } from "./account-queries";
import { ensureAccount } from "./ensure-account";
import { MailAddress } from "./mail-address";

export const InviteAccountInput = z.strictObject({
  mail: MailAddress,
  name: PersonName,
  locale: AccountLocale.default("fr"),
});

/** Creates an account and sends its invitation. For platform administrators. Throws Forbidden or Conflict (address taken). */
export async function inviteAccount(actor: Actor, input: z.input<typeof InviteAccountInput>) {
  const asked = InviteAccountInput.parse(input);
  return actor.transaction(async (tx) => {
    authorizePlatform(await getRights(tx));
    const { created } = await ensureAccount(tx, asked);
    const invited = await getAccount(tx, asked.mail);
    if (!created) throw new Conflict("mail-taken", invited, { mail: asked.mail });
    return invited;
  });
}
