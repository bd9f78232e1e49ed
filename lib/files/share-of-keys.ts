/** Keys are drawn at random: their first digit cuts any store into sixteen shares alike, each of which fits in memory. */
export const shares = [..."0123456789abcdef"];

/** Does the work for each thing of a stream, a few at once; the first failure ends it, once those begun have ended. */
export async function eachOf<T>(source: AsyncIterable<T>, atOnce: number, work: (one: T) => Promise<void>) {
  const things = source[Symbol.asyncIterator]();
  let failed = false;
  const goOn = async () => {
    for (let next = await things.next(); !next.done && !failed; next = await things.next()) await work(next.value);
  };
  const ends = await Promise.allSettled(
    Array.from({ length: atOnce }, () =>
      goOn().catch((error) => {
        failed = true;
        throw error;
      }),
    ),
  );
  await things.return?.();
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
