/**
 * Waits for all that was sent at once, then throws the first failure: a transaction must not end while something of it is still about to
 * leave. What fails only because the transaction had failed before it says nothing.
 */
export async function together<const Sent extends readonly unknown[]>(
  sent: Sent,
): Promise<{ -readonly [Place in keyof Sent]: Awaited<Sent[Place]> }> {
  const settled = await Promise.allSettled(sent);
  const failures = settled.filter((one) => one.status === "rejected").map(({ reason }) => reason);
  if (failures.length > 0) throw failures.find((reason) => !isConsequence(reason)) ?? failures[0];
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as never;
}

/** "Current transaction is aborted" (SQLSTATE 25P02). */
function isConsequence(error: unknown): boolean {
  const cause = (error as { cause?: unknown } | null)?.cause ?? error;
  return (cause as { code?: string } | null)?.code === "25P02";
}
