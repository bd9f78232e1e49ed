import { sql } from "drizzle-orm";
import { z } from "zod";
import { Refusal } from "@/lib/access/refusals";
import { networkOf } from "@/lib/settings/peer-address";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { hashPassword, needsRehash, verifyPassword } from "./hash-password";
import { normaliseMailAddress } from "./mail-address";
import { TypedPassword } from "./password";
import type { Peer } from "./session";

export const VerifySignInInput = z.strictObject({ mail: z.string(), password: TypedPassword });

/** Not let in, whatever the reason: a wrong address, a wrong password, a suspended account, too many attempts. */
export class SignInRefused extends Refusal {
  readonly status = 403;
  constructor() {
    super("sign-in-refused");
  }
}

/**
 * The id of the account whose address (or alias) and password these are. Throws SignInRefused, in the same time for an address
 * that exists and for one that does not. Every attempt leaves its row in the log of sign-ins; the journal tells of sessions.
 */
export async function verifySignIn(actor: Actor, input: z.input<typeof VerifySignInInput>, peer: Peer) {
  const { mail, password } = VerifySignInInput.parse(input);
  const attempt = await beginSignIn(actor, normaliseMailAddress(mail.slice(0, 1_000)) ?? "", peer);
  if (attempt.throttled) throw new SignInRefused();
  // Between two transactions, so that the tens of milliseconds of hashing hold no connection.
  const same = await verifyPassword(attempt.passwordHash, password);
  if (!same || !attempt.accountId) throw new SignInRefused();
  await acceptSignIn(attempt.attemptId, personActor(attempt.accountId, actor.door), {
    rehashed: needsRehash(attempt.passwordHash!) ? await hashPassword(password) : null,
  });
  return attempt.accountId;
}

type Attempt = {
  attemptId: string;
  throttled: boolean;
  accountId: string | null;
  passwordHash: string | null;
};

/** Counts the attempt before its password is looked at: see begin_sign_in. */
export async function beginSignIn(actor: Actor, address: string, peer: Peer): Promise<Attempt> {
  const [attempt] = await actor.transaction((tx) =>
    tx.execute<Attempt>(sql`
      select attempt_id as "attemptId", throttled, account_id as "accountId", password_hash as "passwordHash"
      from begin_sign_in(${address}, ${networkOf(peer.address)}, ${peer.userAgent?.slice(0, 500) ?? null})`),
  );
  return attempt!;
}

export async function acceptSignIn(attemptId: string, person: Actor, { rehashed }: { rehashed: string | null }) {
  await person.transaction(async (tx) => {
    await tx.execute(sql`select accept_sign_in(${attemptId})`);
    if (rehashed) await tx.execute(sql`select set_my_password_hash(${rehashed}, true)`);
  });
}
