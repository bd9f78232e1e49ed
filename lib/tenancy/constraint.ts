import type { Transaction } from "./actor";

const codes = { unique: "23505", "foreign-key": "23503" };

/**
 * Runs a change that only a constraint can judge, since the row in the way may be out of this person's sight. When it breaks one of that
 * sort, throws the refusal instead; the transaction can go on.
 */
export async function refuseOn<T>(
  tx: Transaction,
  sort: keyof typeof codes,
  refusal: Error,
  change: (inner: Pick<Transaction, "update" | "delete" | "insert">) => Promise<T>,
): Promise<T> {
  try {
    return await tx.transaction((inner) => change(inner));
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
    throw cause?.code === codes[sort] ? refusal : error;
  }
}
