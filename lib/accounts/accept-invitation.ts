import { eq } from "drizzle-orm";
import { z } from "zod";
import { account } from "@/db/schema";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { AccountLocale, PersonName } from "./account";
import { listOwnSurroundings } from "./account-queries";
import { hashPassword } from "./hash-password";
import { ensurePasswordIsStrong } from "./judge-password";
import { getAccountLink, useLink } from "./link-queries";
import { ChosenPassword } from "./password";
import { setOwnPassword } from "./set-own-password";

export const AcceptInvitationInput = z.strictObject({
  token: z.string(),
  name: PersonName,
  newPassword: ChosenPassword,
  locale: AccountLocale.optional(),
});

/** Chooses one's name and first password by the link of an invitation; opens no session. Throws NotFound or Invalid. */
export async function acceptInvitation(actor: Actor, input: z.input<typeof AcceptInvitationInput>) {
  const { token, name, newPassword, locale } = AcceptInvitationInput.parse(input);
  const link = await actor.transaction((tx) => getAccountLink(tx, "invitation", token));
  const person = personActor(link.accountId, actor.door);
  const surroundings = await person.transaction(listOwnSurroundings);
  ensurePasswordIsStrong(newPassword, { name, mail: link.mail, surroundings });
  const hash = await hashPassword(newPassword);
  await person.transaction(async (tx) => {
    await useLink(tx, link.id);
    await tx.update(account).set({ name, locale }).where(eq(account.id, link.accountId));
    await setOwnPassword(tx, hash, { mail: link.mail, happened: "account.activated" });
  });
  return { mail: link.mail };
}
