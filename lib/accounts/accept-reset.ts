import { z } from "zod";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { getOwnAccount, listOwnSurroundings } from "./account-queries";
import { hashPassword } from "./hash-password";
import { ensurePasswordIsStrong } from "./judge-password";
import { getAccountLink, useLink } from "./link-queries";
import { ChosenPassword } from "./password";
import { setOwnPassword } from "./set-own-password";

export const AcceptResetInput = z.strictObject({ token: z.string(), newPassword: ChosenPassword });

/** Sets a new password by a link from a mail; ends every session and opens none. Throws NotFound (dead link) or Invalid. */
export async function acceptReset(actor: Actor, input: z.input<typeof AcceptResetInput>) {
  const { token, newPassword } = AcceptResetInput.parse(input);
  const link = await actor.transaction((tx) => getAccountLink(tx, "reset", token));
  const person = personActor(link.accountId, actor.door);
  const owner = await person.transaction(async (tx) => ({
    ...(await getOwnAccount(tx)),
    surroundings: await listOwnSurroundings(tx),
  }));
  ensurePasswordIsStrong(newPassword, owner);
  const hash = await hashPassword(newPassword);
  await person.transaction(async (tx) => {
    await useLink(tx, link.id);
    await setOwnPassword(tx, hash, { mail: link.mail, happened: "password.changed" });
  });
}
