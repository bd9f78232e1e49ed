import { lt, sql } from "drizzle-orm";
import { idempotencyKey } from "@/db/schema";
import { directoryActor } from "./actor";

/** Days during which a retry finds the answer of its first attempt. */
const answersKeptDays = 3;

/** Forgets answers too old to be asked again; gives how many. A job. */
export function forgetAnswers(): Promise<number> {
  return directoryActor().transaction(async (tx) => {
    const forgotten = await tx
      .delete(idempotencyKey)
      .where(lt(idempotencyKey.createdAt, sql`now() - make_interval(days => ${answersKeptDays})`))
      .returning({ key: idempotencyKey.key });
    return forgotten.length;
  });
}
