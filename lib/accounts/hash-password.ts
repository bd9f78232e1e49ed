import { hash, verify } from "@node-rs/argon2";
import { longestPassword } from "./password";

// RFC 9106 and OWASP: 19 MiB, two passes. The hash records them, with a salt of 128 bits; raise them here and sign-in rehashes.
const argon2id = 2;
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id in the PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** Whether the password is the one hashed, exactly as typed. Against no hash, takes as long to say no. */
export async function verifyPassword(known: string | null, password: string): Promise<boolean> {
  // Nobody's password is that long: nothing is worth hashing a megabyte.
  if (password.length > longestPassword * 2) return false;
  const same = await verify(known ?? (await nobody()), password);
  return same && known !== null;
}

/** Whether a hash was made with lower parameters than today's. */
export function needsRehash(known: string): boolean {
  const [, memory, time, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(known) ?? [];
  return (
    Number(memory ?? 0) < parameters.memoryCost ||
    Number(time ?? 0) < parameters.timeCost ||
    Number(lanes ?? 0) < parameters.parallelism
  );
}

let dummy: Promise<string> | undefined;

function nobody(): Promise<string> {
  dummy ??= hashPassword("nobody has this password");
  return dummy;
}
