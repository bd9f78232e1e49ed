import { Invalid, TooMany } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { getOwnAccount } from "./account-queries";
import { verifyPassword } from "./hash-password";
import type { Peer } from "./session";
import { acceptSignIn, beginSignIn } from "./verify-sign-in";

/**
 * Makes sure that whoever sits at a signed-in browser is its owner, before what a thief of the session would do first.
 * Counts with sign-in. Throws Invalid or TooMany.
 */
export async function verifyOwnPassword(actor: Actor, password: string, peer: Peer, field: string) {
  const { mail } = await actor.transaction((tx) => getOwnAccount(tx));
  const attempt = await beginSignIn(actor, mail, peer);
  if (attempt.throttled) throw new TooMany("too-many-attempts", { minutes: 15 });
  const same = await verifyPassword(attempt.passwordHash, password);
  if (!same || attempt.accountId !== actor.accountId) throw new Invalid("wrong-password", field);
  await acceptSignIn(attempt.attemptId, actor, { rehashed: null });
}
