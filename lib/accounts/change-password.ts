import { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { getOwnAccount, listOwnSurroundings } from "./account-queries";
import { hashPassword } from "./hash-password";
import { ensurePasswordIsStrong } from "./judge-password";
import { ChosenPassword, TypedPassword } from "./password";
import type { Peer } from "./session";
import { setOwnPassword } from "./set-own-password";
import { verifyOwnPassword } from "./verify-own-password";

export const ChangePasswordInput = z.strictObject({ currentPassword: TypedPassword, newPassword: ChosenPassword });

/** Changes one's own password; every other session ends, and a mail tells the owner. Throws Invalid or TooMany. */
export async function changePassword(
  actor: Actor,
  input: z.input<typeof ChangePasswordInput>,
  from: { peer: Peer; sessionId?: string },
) {
  const { currentPassword, newPassword } = ChangePasswordInput.parse(input);
  await verifyOwnPassword(actor, currentPassword, from.peer, "currentPassword");
  const owner = await actor.transaction(async (tx) => ({
    ...(await getOwnAccount(tx)),
    surroundings: await listOwnSurroundings(tx),
  }));
  ensurePasswordIsStrong(newPassword, owner);
  const hash = await hashPassword(newPassword);
  await actor.transaction((tx) =>
    setOwnPassword(tx, hash, { mail: owner.mail, happened: "password.changed", keptSession: from.sessionId }),
  );
}
