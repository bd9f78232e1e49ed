import { and, eq } from "drizzle-orm";
import { idempotencyKey } from "@/db/schema";
import { type Actor, insideTransaction, type Transaction } from "./actor";

export interface Attempt {
  /** Drawn by the client, the same for each retry of one request. */
  key: string;
  /** SHA-256 of what is asked: the same key with something else is a mistake of the client's. */
  requestHash: string;
}

/** What a request was answered; `text` is kept byte for byte. */
export interface Answered {
  status: number;
  text: string;
  location: string | null;
}

export type Once = { outcome: "done" | "repeated"; answered: Answered } | { outcome: "other-request" };

/**
 * Does `work` once per account and key. Its verbs, its answer and the key's row are one transaction: a retry after a cut
 * between commit and answer gets that answer, and one sent meanwhile waits for it. A refusal leaves nothing behind.
 */
export function runOnce(actor: Actor, attempt: Attempt, work: (inside: Actor) => Promise<Answered>): Promise<Once> {
  return actor.transaction(async (tx) => {
    if (!(await takeKey(tx, attempt))) return findAnswer(tx, attempt);
    const answered = await work(insideTransaction(actor, tx));
    await tx.update(idempotencyKey).set({ status: answered.status, response: answered }).where(ofAttempt(tx, attempt));
    return { outcome: "done", answered };
  });
}

/** True for the first; the others wait here until the first commits (then false) or rolls back (then one of them is first). */
async function takeKey(tx: Transaction, { key, requestHash }: Attempt): Promise<boolean> {
  const taken = await tx
    .insert(idempotencyKey)
    .values({ accountId: tx.asking.accountId!, key, requestHash })
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key });
  return taken.length === 1;
}

async function findAnswer(tx: Transaction, attempt: Attempt): Promise<Once> {
  const [found] = await tx.select().from(idempotencyKey).where(ofAttempt(tx, attempt));
  return found?.requestHash === attempt.requestHash
    ? { outcome: "repeated", answered: found.response as Answered }
    : { outcome: "other-request" };
}

function ofAttempt(tx: Transaction, { key }: Attempt) {
  return and(eq(idempotencyKey.accountId, tx.asking.accountId!), eq(idempotencyKey.key, key));
}
